'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { aspectRatios } from '@/lib/mj/models'
import { removeFromDraft, setInDraft } from '@/lib/mj/prompt-draft'
import { NumberField } from './number-field'
import { PanelHead } from './panel-head'
import type { ComposerHandle } from './use-composer'

/** Longest edge of a drawn ratio, in pixels. */
const edge = 26

/** The usual ratios, drawn, and any other by numbers. Radio buttons, so that arrow keys walk them. */
export function RatioPanel({
  composer: { draft, view, edit },
  onDone,
}: {
  composer: ComposerHandle
  onDone: () => void
}) {
  const t = useTranslations('composer')
  const group = useId()
  const value = view.values.get('ratio')
  const [width = 1, height = 1] = (value ?? '1:1').split(':').map(Number)
  const choose = (ratio: string) => edit(setInDraft(draft, 'ratio', ratio))

  return (
    <div className="w-[300px] max-w-full">
      <PanelHead
        title={t('name.ratio')}
        isSet={value !== undefined}
        isVaried={view.varied.has('ratio')}
        onReset={() => edit(removeFromDraft(draft, 'ratio'))}
      />
      <div role="radiogroup" aria-label={t('name.ratio')} className="grid grid-cols-4 gap-1">
        {aspectRatios.map((ratio) => (
          <label
            key={ratio}
            className="flex cursor-pointer flex-col items-center gap-1.5 rounded-lg py-2 text-xs text-muted hover:text-text has-checked:bg-hover has-checked:text-text has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              checked={ratio === (value ?? '1:1')}
              onChange={() => choose(ratio)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') onDone()
              }}
              className="sr-only"
            />
            <RatioShape ratio={ratio} />
            {ratio}
          </label>
        ))}
      </div>
      <div className="mt-3 flex items-center gap-2 border-t border-line pt-3 text-sm text-muted">
        <span className="flex-1">{t('customRatio')}</span>
        <NumberField
          label={t('width')}
          value={width}
          min={1}
          max={99}
          onChange={(next) => choose(`${next}:${height}`)}
        />
        :
        <NumberField
          label={t('height')}
          value={height}
          min={1}
          max={99}
          onChange={(next) => choose(`${width}:${next}`)}
        />
      </div>
    </div>
  )
}

function RatioShape({ ratio }: { ratio: string }) {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  const scale = edge / Math.max(width, height)
  return (
    <span aria-hidden className="grid size-[30px] place-items-center">
      <span
        className="rounded-[3px] border-[1.5px] border-current"
        style={{ width: width * scale, height: height * scale }}
      />
    </span>
  )
}
