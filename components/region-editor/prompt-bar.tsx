'use client'

import ArrowUp from 'lucide-react/icons/arrow-up'
import { useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { classNames } from '@/components/ui/class-names'
import { useToastRoomAbove } from '@/components/ui/use-toast-room'
import { mostPrompts, type RegionWords } from './region-prompts'

/** Why a mask cannot be sent now. */
export type RegionObstacle = 'empty' | 'noPrompt' | 'tooMany' | null

/** The words that go with the mask, at the foot of the editor. */
export function PromptBar({
  words,
  count,
  ratio,
  obstacle,
  warning,
  isSending,
  sentCount,
  windowOf,
  isReadOnly,
  onChange,
  onSend,
}: {
  words: RegionWords
  /** How many prompts that makes. */
  count: number
  ratio: string
  obstacle: RegionObstacle
  warning: 'small' | 'large' | null
  isSending: boolean
  sentCount: number
  /** The gateway whose open window this answers; it takes one prompt. */
  windowOf: string | null
  isReadOnly: boolean
  onChange: (words: RegionWords) => void
  onSend: () => void
}) {
  const t = useTranslations('region')
  const noteId = useId()
  const ref = useRef<HTMLDivElement>(null)
  useToastRoomAbove(ref)
  const isNews = sentCount > 0
  const note = isNews
    ? t('sent', { count: sentCount })
    : obstacle === 'tooMany'
      ? t('tooMany', { limit: mostPrompts, count })
      : obstacle
        ? t(obstacle)
        : warning
          ? t(warning)
          : windowOf && t('answersWindow', { gateway: windowOf })

  return (
    <div
      ref={ref}
      className="relative border-t border-line bg-surface px-4 py-3 md:px-5 short:flex short:flex-row-reverse short:items-end short:gap-3 short:py-1.5"
    >
      <div className="flex min-w-0 items-end gap-3 short:flex-1">
        <textarea
          aria-label={t('prompt')}
          aria-describedby={note ? noteId : undefined}
          value={words.text}
          rows={1}
          readOnly={isReadOnly}
          spellCheck={false}
          placeholder={t(words.isHoleOnly ? 'holePlaceholder' : 'promptPlaceholder')}
          onChange={(event) => onChange({ ...words, text: event.target.value })}
          className="field-sizing-content max-h-32 short:max-h-16 min-h-[38px] min-w-0 flex-1 resize-none bg-transparent py-2 text-lg outline-none pointer-coarse:text-xl"
        />
        <Button
          look="accent"
          size="md"
          busy={isSending}
          aria-disabled={obstacle !== null || undefined}
          title={obstacle ? (note ?? undefined) : undefined}
          onClick={onSend}
        >
          {count > 1 ? t('repaintMany', { count }) : t('repaint')}
          {isSending ? null : <ArrowUp aria-hidden />}
        </Button>
      </div>
      {/* Two lines of room for the note, always: a bar that grew would move the picture under the hand. */}
      <div className="mt-1 flex flex-wrap items-center gap-1.5 md:min-h-10 short:mt-0 short:min-h-[38px] short:flex-nowrap">
        <Chip
          isSet={words.isHoleOnly}
          aria-pressed={words.isHoleOnly}
          onClick={() => onChange({ ...words, isHoleOnly: !words.isHoleOnly })}
        >
          {t('onlyHole')}
        </Chip>
        {windowOf === null ? (
          <Chip
            isSet={words.isSeveral}
            aria-pressed={words.isSeveral}
            onClick={() => onChange({ ...words, isSeveral: !words.isSeveral })}
          >
            {t('several')}
          </Chip>
        ) : null}
        {ratio === '' ? null : (
          <span title={t('ratioKept', { ratio })} className="px-1 font-mono text-xs text-faint">
            {ratio}
          </span>
        )}
        <p
          id={noteId}
          role="status"
          className={classNames(
            'line-clamp-2 text-sm max-md:h-10 max-md:w-full md:ml-auto md:max-w-[60%] md:text-right',
            // No line is free: the note stands over the foot of the stage.
            'short:absolute short:right-3 short:bottom-full short:mb-1.5 short:h-auto short:w-auto short:max-w-[70%] short:rounded-md short:bg-raised short:px-2 short:py-1 short:empty:hidden',
            isNews ? 'text-text' : obstacle ? 'text-faint' : 'text-warn',
          )}
        >
          {note}
        </p>
      </div>
    </div>
  )
}
