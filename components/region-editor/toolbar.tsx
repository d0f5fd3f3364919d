'use client'

import { createElement } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { Tooltip } from '@/components/ui/tooltip'
import { brushSteps, mostBrush, stepOf } from '@/lib/editor/brush-size'
import type { MaskEditor } from '@/lib/editor/editor'
import { toolNames } from '@/lib/editor/tools/tool'
import { useEditorVersion } from './use-editor'
import { toolIcons } from './tool-icons'
import { toolKeys } from './use-editor-keys'

const steps: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
}

/**
 * What the hand holds: down the side of a wide screen, along the foot of a phone. One stop of the Tab key; arrows go
 * from tool to tool.
 */
export function Toolbar({ editor }: { editor: MaskEditor }) {
  const t = useTranslations('region')
  useEditorVersion(editor)
  const { name } = editor.tool
  return (
    <div
      role="toolbar"
      aria-label={t('tools')}
      onKeyDown={(event) => {
        const step = steps[event.key]
        if (step === undefined || !(event.target instanceof HTMLButtonElement)) return
        event.preventDefault()
        const next = toolNames.at((toolNames.indexOf(name) + step) % toolNames.length) ?? name
        editor.choose(next)
        event.currentTarget.querySelector<HTMLElement>(`[data-tool=${next}]`)?.focus()
      }}
      className={classNames(
        'flex gap-0.5 rounded-xl border border-line bg-surface p-1.5 shadow-float',
        // In the middle with all it can hold; the tools stay where they are when the slider goes.
        'md:absolute md:top-[max(1rem,50%-14.25rem)] md:left-4 md:flex-col md:items-center',
        'md:short:top-2 md:short:grid md:short:grid-flow-col md:short:grid-rows-4',
        'max-md:overflow-x-auto max-md:rounded-none max-md:border-x-0 max-md:border-b-0 max-md:shadow-none',
        'in-data-keyboard:hidden',
      )}
    >
      {toolNames.map((tool) => (
        <Tooltip key={tool} text={t(`tool.${tool}`)} shortcut={toolKeys[tool]} side="right">
          <button
            type="button"
            data-tool={tool}
            tabIndex={tool === name ? 0 : -1}
            aria-label={t(`tool.${tool}`)}
            aria-pressed={tool === name}
            aria-keyshortcuts={toolKeys[tool]}
            onClick={() => editor.choose(tool)}
            className="grid size-[38px] shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-hover hover:text-text aria-pressed:bg-accent aria-pressed:text-accent-ink pointer-coarse:size-11 [&_svg]:size-[18px]"
          >
            {createElement(toolIcons[tool], { 'aria-hidden': true, strokeWidth: 1.7 })}
          </button>
        </Tooltip>
      ))}
      {name === 'brush' || name === 'eraser' ? <SizeSlider editor={editor} /> : null}
    </div>
  )
}

/** Upright as in the trade. */
function SizeSlider({ editor }: { editor: MaskEditor }) {
  const t = useTranslations('region')
  const { size } = editor.settings
  const steps = brushSteps(mostBrush(editor.size))
  return (
    <label className="mt-1.5 flex flex-col items-center gap-1 border-t border-line pt-2.5 max-md:hidden [@media(max-height:720px)]:hidden">
      <span className="sr-only">{t('brushSize')}</span>
      <input
        type="range"
        min={0}
        max={steps.length - 1}
        value={stepOf(size, steps)}
        aria-valuetext={t('pixels', { count: size })}
        onChange={(event) => editor.set({ size: steps[event.target.valueAsNumber] ?? size })}
        className="h-[84px] w-6 accent-accent [direction:rtl] [writing-mode:vertical-lr]"
      />
      <span aria-hidden className="font-mono text-xs text-muted">
        {size}
      </span>
    </label>
  )
}
