'use client'

import Check from 'lucide-react/icons/check'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import Heart from 'lucide-react/icons/heart'
import Undo2 from 'lucide-react/icons/undo-2'
import X from 'lucide-react/icons/x'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { useToastRoom } from '@/components/ui/use-toast-room'
import { type Cull, countsOf, type Flags, roundOf } from '@/lib/gallery/cull'

/** How far one is, and what has become of them so far. */
export function CullBar({
  cull,
  total,
  onClose,
  onHelp,
}: {
  cull: Cull
  total: number
  onClose: () => void
  onHelp: () => void
}) {
  const t = useTranslations('compare.cull')
  const compare = useTranslations('compare')
  const { all, kept, rejected } = countsOf(cull)
  const round = cull.rounds.length
  const first = roundOf(cull).length
  return (
    <header className="relative flex items-center gap-3 px-4 py-2.5">
      <IconButton
        label={compare('close')}
        shortcut="Esc"
        tooltipSide="right"
        icon={<X />}
        onClick={onClose}
      />
      <h1 className="sr-only">{t('title')}</h1>
      <p className="min-w-0 text-base">
        <b className="font-medium">{t('progress', { number: cull.at + 1, all })}</b>{' '}
        <span role="status" className="text-muted max-sm:block max-sm:text-xs">
          {t(round === 1 ? 'counts' : 'countsLater', { kept, rejected })}
        </span>
      </p>
      <span className="flex-1" />
      {round > 1 ? (
        <span className="text-sm text-muted">{t('round', { round })}</span>
      ) : total > first ? (
        <span className="text-sm text-muted max-sm:hidden">
          {t('first', { count: first, total })}
        </span>
      ) : null}
      <IconButton
        label={compare('keys')}
        shortcut="?"
        tooltipSide="left"
        className="max-sm:hidden"
        icon={<CircleQuestionMark />}
        onClick={onHelp}
      />
      <div
        role="progressbar"
        aria-label={t('title')}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={cull.at}
        className="absolute bottom-0 left-0 h-0.5 bg-accent transition-[width] duration-150"
        style={{ width: `${(cull.at / Math.max(1, all)) * 100}%` }}
      />
    </header>
  )
}

type CullVerbs = Readonly<
  Record<'keep' | 'reject' | 'favourite' | 'next' | 'previous' | 'undo', () => void>
>

/** In pixels: their height. */
const buttonsRoom = 62

/** Large enough for thumbs; the same as the keys. */
export function CullButtons({
  flags,
  isFirstRound,
  canUndo,
  verbs,
}: {
  flags: Flags
  isFirstRound: boolean
  canUndo: boolean
  verbs: CullVerbs
}) {
  const t = useTranslations('compare.cull')
  useToastRoom(buttonsRoom)
  const isOut = isFirstRound ? flags.rejected : !flags.kept
  return (
    <div className="flex items-center justify-center gap-2 px-3 pt-3 pb-[calc(12px+env(safe-area-inset-bottom))]">
      <IconButton
        size="md"
        look="ghost"
        label={t('previous')}
        shortcut="←"
        tooltipSide="top"
        icon={<ChevronLeft />}
        onClick={verbs.previous}
      />
      <Button
        size="md"
        look={isOut ? 'pressed' : 'bright'}
        aria-pressed={isOut}
        aria-keyshortcuts="X"
        icon={<X />}
        className="min-w-28 max-sm:min-w-24"
        onClick={verbs.reject}
      >
        {t(isFirstRound ? 'reject' : 'rejectLater')}
      </Button>
      <IconButton
        size="md"
        label={t('undo')}
        shortcut="Z"
        tooltipSide="top"
        disabled={!canUndo}
        icon={<Undo2 />}
        onClick={verbs.undo}
      />
      <IconButton
        size="md"
        look={flags.favourite ? 'pressed' : 'plain'}
        aria-pressed={flags.favourite}
        label={t('favourite')}
        shortcut="F"
        tooltipSide="top"
        icon={<Heart fill={flags.favourite ? 'currentColor' : 'none'} />}
        onClick={verbs.favourite}
      />
      <Button
        size="md"
        look="accent"
        aria-pressed={flags.kept}
        aria-keyshortcuts="K"
        icon={<Check />}
        className="min-w-28 max-sm:min-w-24"
        onClick={verbs.keep}
      >
        {t('keep')}
      </Button>
      <IconButton
        size="md"
        look="ghost"
        label={t('next')}
        shortcut="→"
        tooltipSide="top"
        icon={<ChevronRight />}
        onClick={verbs.next}
      />
    </div>
  )
}
