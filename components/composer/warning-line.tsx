'use client'

import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { formatParameter } from '@/lib/mj/params'
import { parsePrompt } from '@/lib/mj/prompt'
import { fixDraft, lintPrompt, type Fix, type Warning } from '@/lib/mj/prompt-lint'
import type { ComposerHandle } from './use-composer'

/** One warning at a time, the most expensive first, with the edit that mends it. It never blocks. */
export function WarningLine({ composer: { draft, view, edit } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const [warning, ...others] = useMemo(() => lintPrompt(parsePrompt(view.prompt)), [view.prompt])
  if (!warning) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-t border-line px-3 py-2 text-sm text-muted sm:px-[18px]">
      <TriangleAlert aria-hidden className="size-[15px] shrink-0 text-warn" strokeWidth={1.6} />
      <span>
        <WarningText warning={warning} />
      </span>
      <button
        type="button"
        onClick={() => edit(fixDraft(draft, warning.fix))}
        className="rounded-sm font-medium text-text underline decoration-line-strong underline-offset-4 hover:decoration-current pointer-coarse:py-2"
      >
        <FixText warning={warning} fix={warning.fix} />
      </button>
      {others.length > 0 ? (
        <span className="text-faint">{t('warning.others', { count: others.length })}</span>
      ) : null}
    </p>
  )
}

function WarningText({ warning }: { warning: Warning }) {
  const t = useTranslations('composer.warning')
  switch (warning.type) {
    case 'out-of-range':
      return t('outOfRange', { flag: `--${warning.flag}`, min: warning.min, max: warning.max })
    case 'not-for-model':
      return t('notForModel', { flag: `--${warning.flag}`, model: warning.model })
    case 'clash':
      return t('clash', { flag: `--${warning.flag}`, other: `--${warning.other}` })
    case 'duplicate':
      return t('duplicate', { flag: `--${warning.flag}` })
    case 'misspelt':
      return t('misspelt', { written: warning.written })
    case 'no-value':
      return t('noValue', { flag: `--${warning.flag}` })
    case 'weights':
      return t('weights', { model: warning.model })
    case 'wide-commas':
      return t('wideCommas')
    case 'mid-text':
      return t('midText', { flag: `--${warning.flag}` })
    case 'double-space':
      return t('doubleSpace')
  }
}

function FixText({ warning, fix }: { warning: Warning; fix: Fix }) {
  const t = useTranslations('composer.fix')
  switch (fix.type) {
    case 'set':
      return t('set', { value: fix.value })
    case 'remove':
      return t('remove', {
        flag: 'flag' in warning ? `--${warning.flag}` : formatParameter(fix.name, ''),
      })
    case 'keep-last':
      return t('keepLast')
    case 'spell':
      return t('spell', { meant: warning.type === 'misspelt' ? warning.meant : '' })
    case 'drop-weights':
      return t('dropWeights')
    case 'half-width-commas':
      return t('halfWidthCommas')
    case 'move-to-end':
      return t('moveToEnd')
    case 'single-spaces':
      return t('singleSpaces')
  }
}
