'use client'

import { type KeyboardEvent, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Range } from '@/components/ui/range'
import { Segmented } from '@/components/ui/segmented'
import type { WindowTarget } from './open-window'
import { useWindow } from './use-window'
import { readRatio, readZoom, writeRatio, writeZoom, zoomRange } from './window-kind'

/**
 * Asks for the prompt of an action, prefilled. Enter sends, Shift+Enter is a new line, Escape closes and keeps what
 * was written.
 */
export default function WindowDialog({ target }: { target: WindowTarget }) {
  const { kind, name, prompt, first, isEditable, isSending, write, reset, send, close } =
    useWindow(target)
  const t = useTranslations('actions.window')
  const promptId = useId()
  const isEmpty = prompt.trim() === ''

  function sendOnEnter(event: KeyboardEvent) {
    // While an input method is composing, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!isEmpty) send()
  }

  return (
    <Dialog
      title={t(`title.${kind}`, { name })}
      onClose={close}
      footer={
        <>
          {prompt === first ? null : (
            <Button look="ghost" size="md" className="mr-auto" onClick={reset}>
              {t('reset')}
            </Button>
          )}
          <Button size="md" look="ghost" onClick={close}>
            {t('cancel')}
          </Button>
          <Button
            size="md"
            look="accent"
            busy={isSending}
            disabled={isEmpty}
            title={isEmpty ? t('empty') : undefined}
            onClick={send}
          >
            {t('confirm')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-base text-muted">{t(`about.${kind}`)}</p>
      <label htmlFor={promptId} className="mb-1.5 block text-xs font-medium text-faint">
        {t('prompt')}
      </label>
      <textarea
        id={promptId}
        autoFocus
        rows={4}
        value={prompt}
        readOnly={!isEditable}
        onChange={(event) => write(event.target.value)}
        onKeyDown={sendOnEnter}
        onFocus={(event) => event.target.setSelectionRange(prompt.length, prompt.length)}
        className="field-sizing-content max-h-[40dvh] min-h-24 w-full resize-none rounded-lg border border-line-strong bg-bg px-3 py-2.5 text-xl outline-none focus-visible:border-accent sm:text-lg"
      />
      {kind === 'zoom' ? <ZoomControls prompt={prompt} onChange={write} /> : null}
    </Dialog>
  )
}

const ratios = ['', '1:1', '3:2', '2:3', '16:9', '9:16'] as const

/** The slider and the text are two views of one prompt: moving one rewrites the other. */
function ZoomControls({
  prompt,
  onChange,
}: {
  prompt: string
  onChange: (prompt: string) => void
}) {
  const t = useTranslations('actions.window')
  const factor = readZoom(prompt)
  const shown = factor ?? zoomRange.first
  const ratio = readRatio(prompt)
  const value = ratios.find((one) => one === ratio)

  return (
    <div className="mt-3 flex flex-col gap-3">
      <div className="grid grid-cols-[auto_1fr_3.5rem] items-center gap-3">
        <span className="text-sm text-muted">{t('zoom')}</span>
        <Range
          label={t('zoom')}
          value={shown}
          min={zoomRange.min}
          max={zoomRange.max}
          step={zoomRange.step}
          valueText={t('zoomValue', { factor: String(shown) })}
          onChange={(next) => onChange(writeZoom(prompt, next))}
        />
        <output className="text-right font-mono text-sm">
          {t('zoomValue', { factor: String(shown) })}
        </output>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-sm text-muted">{t('ratio')}</span>
        <Segmented
          label={t('ratio')}
          value={value ?? 'other'}
          options={[
            ...(value === undefined ? [{ value: 'other' as const, label: ratio }] : []),
            ...ratios.map((one) => ({ value: one, label: one === '' ? t('ratioSame') : one })),
          ]}
          onChange={(next) => onChange(writeRatio(prompt, next === 'other' ? ratio : next))}
        />
      </div>
    </div>
  )
}
