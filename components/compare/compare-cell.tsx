'use client'

import Check from 'lucide-react/icons/check'
import Heart from 'lucide-react/icons/heart'
import Trash2 from 'lucide-react/icons/trash-2'
import X from 'lucide-react/icons/x'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { LookedAt } from '@/components/look/looked-at'
import { type ChangeLook, useLookHands, useStage } from '@/components/look/use-look'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import type { Look } from '@/lib/gallery/look'
import type { Compared } from './compared'
import { PictureNumber } from './picture-number'
import type { Marking } from './use-marking'

/** One picture of a comparison, on a small stage of its own; all are looked at alike. */
export function CompareCell({
  picture,
  number,
  look,
  onLook,
  isFocused,
  onFocus,
  marking,
  onRemove,
}: {
  picture: Compared
  number: number
  look: Look
  onLook: ChangeLook
  isFocused: boolean
  onFocus: () => void
  marking: Marking
  onRemove: () => void
}) {
  const t = useTranslations('compare')
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const stage = useStage(element)
  const { details, frame } = picture
  const hands = useLookHands(element, { picture: frame.box, stage, look, onLook })
  const isTrashed = details.trashedAt !== null
  return (
    <div
      role="group"
      aria-label={t('picture', { number: String(number), prompt: details.prompt })}
      aria-current={isFocused || undefined}
      data-compared={details.id}
      tabIndex={isFocused ? 0 : -1}
      onFocus={onFocus}
      className="group/cell relative min-h-0 min-w-0 overflow-hidden rounded-lg bg-stage outline-none md:after:pointer-events-none md:after:absolute md:after:inset-0 md:after:rounded-lg md:aria-[current=true]:after:inset-ring-2 md:aria-[current=true]:after:inset-ring-accent"
    >
      <div
        ref={setElement}
        {...hands}
        className={classNames(hands.className, isTrashed && 'opacity-35')}
      >
        {stage ? (
          <LookedAt
            frame={frame}
            look={look}
            stage={stage}
            alt={details.prompt || t('pictureAlone', { number: String(number) })}
            sharp="when-needed"
          />
        ) : null}
      </div>
      <div className="pointer-events-none absolute top-2 left-2 flex gap-1">
        <PictureNumber>{number}</PictureNumber>
        {isTrashed ? (
          <span className="rounded-sm bg-black/70 px-2 py-0.5 text-xs text-white">
            {t('inTrash')}
          </span>
        ) : null}
      </div>
      <div className="absolute right-2 bottom-2 flex gap-1">
        <CellButton
          label={t('favourite')}
          shortcut="S"
          isSet={details.isFavourite}
          icon={<Heart fill={details.isFavourite ? 'currentColor' : 'none'} />}
          onClick={() => marking.favour(details)}
        />
        <CellButton
          label={t('keep')}
          shortcut="K"
          isSet={details.isKept}
          icon={<Check />}
          onClick={() => marking.keep(details)}
        />
        <CellButton
          label={t('trash')}
          shortcut="X"
          isSet={isTrashed}
          icon={<Trash2 />}
          onClick={() => marking.trash(details)}
        />
        <CellButton label={t('remove')} shortcut="Del" icon={<X />} onClick={onRemove} />
      </div>
    </div>
  )
}

/** What is set stays in sight; the others come with the pointer or the focus, and are always there under a finger. */
function CellButton({
  label,
  shortcut,
  icon,
  isSet,
  onClick,
}: {
  label: string
  shortcut: string
  icon: ReactNode
  isSet?: boolean
  onClick: () => void
}) {
  return (
    <span
      className={
        isSet
          ? ''
          : 'opacity-0 transition-opacity group-hover/cell:opacity-100 group-focus-within/cell:opacity-100 pointer-coarse:opacity-100'
      }
    >
      <IconButton
        look={isSet ? 'accent' : 'onPicture'}
        label={label}
        shortcut={shortcut}
        tooltipSide="top"
        icon={icon}
        {...(isSet === undefined ? {} : { 'aria-pressed': isSet })}
        onClick={onClick}
      />
    </span>
  )
}
