'use client'

import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Range } from '@/components/ui/range'
import { brushSteps, mostBrush, stepOf } from '@/lib/editor/brush-size'
import type { MaskEditor } from '@/lib/editor/editor'
import { useEditorVersion } from './use-editor'

/** What can be set of the tool in hand, in one line that stays where it is whatever the tool. */
export function ToolOptions({ editor }: { editor: MaskEditor }) {
  const t = useTranslations('region')
  useEditorVersion(editor)
  const { settings } = editor
  const { name } = editor.tool
  const steps = brushSteps(mostBrush(editor.size))
  const isBrush = name === 'brush' || name === 'eraser'
  return (
    <div
      role="group"
      aria-label={t('options')}
      className="flex h-11 shrink-0 items-center gap-x-5 overflow-x-auto border-b border-line px-4 text-sm text-muted in-data-keyboard:hidden"
    >
      {/* A phone has no room for the wand's name beside all of its options. */}
      <span className={`shrink-0 font-medium text-text ${name === 'wand' ? 'max-md:sr-only' : ''}`}>
        {t(`tool.${name}`)}
      </span>
      {name === 'hand' ? null : isBrush ? (
        <>
          <span className="flex w-52 min-w-0 items-center gap-2 md:[@media(min-height:721px)]:hidden">
            <span className="shrink-0">{t('brushSize')}</span>
            <Range
              label={t('brushSize')}
              value={stepOf(settings.size, steps)}
              min={0}
              max={steps.length - 1}
              valueText={t('pixels', { count: settings.size })}
              onChange={(step) => editor.set({ size: steps[step] ?? settings.size })}
            />
          </span>
          <span className="flex w-48 min-w-0 items-center gap-2">
            <span className="shrink-0">{t('hardness')}</span>
            <Range
              label={t('hardness')}
              value={Math.round(settings.hardness * 100)}
              min={0}
              max={100}
              valueText={`${Math.round(settings.hardness * 100)} %`}
              onChange={(percent) => editor.set({ hardness: percent / 100 })}
            />
          </span>
        </>
      ) : (
        <span
          role="group"
          aria-label={t('mode')}
          title={t('modeHint')}
          className="flex shrink-0 gap-1.5"
        >
          {(['add', 'subtract'] as const).map((mode) => (
            <Chip
              key={mode}
              isSet={settings.mode === mode}
              aria-pressed={settings.mode === mode}
              onClick={() => editor.set({ mode })}
            >
              {t(mode === 'add' ? 'modeAdd' : 'modeSubtract')}
            </Chip>
          ))}
        </span>
      )}
      {name === 'wand' ? (
        <>
          <span className="flex w-44 shrink-0 items-center gap-2 md:w-52">
            <span className="shrink-0">{t('tolerance')}</span>
            <Range
              label={t('tolerance')}
              value={settings.tolerance}
              min={0}
              max={100}
              onChange={(tolerance) => editor.set({ tolerance })}
            />
            <span aria-hidden className="w-7 font-mono text-xs">
              {settings.tolerance}
            </span>
          </span>
          <Chip
            isSet={settings.contiguous}
            aria-pressed={settings.contiguous}
            onClick={() => editor.set({ contiguous: !settings.contiguous })}
          >
            {t('contiguous')}
          </Chip>
        </>
      ) : null}
    </div>
  )
}
