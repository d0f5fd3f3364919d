'use client'

import ImageOff from 'lucide-react/icons/image-off'
import Users from 'lucide-react/icons/users'
import { type CSSProperties, memo, useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { PlayMark } from '@/components/quadrants/play-mark'
import { useBlur } from '@/components/quadrants/use-blur'
import { classNames } from '@/components/ui/class-names'
import { type LibraryFrame, trashDays } from '@/lib/mj/library'
import { isChosen, libraryStore } from '@/lib/state/library'
import { tileFrame } from './tile-frame'

/** Grids and pictures alike come in no larger files than these: none of them is over 60 kB. */
const largestFile = 512

/** What has been made since then rises into its place. */
const openedAt = Date.now()

export type Place = { left: number; width: number; height: number }

/**
 * One frame on the wall. It is as few elements as can be, because hundreds are on the screen; what a pointer does to it
 * is seen to by the wall. `frame` is undefined while its details are on their way.
 */
export const Tile = memo(function Tile({
  number,
  column,
  frame,
  left,
  width,
  height,
  isCursor,
}: Place & {
  number: number
  column: number
  frame: LibraryFrame | undefined
  /** The one tile of the wall that the Tab key leads to. */
  isCursor: boolean
}) {
  const name = useTileName(frame)
  const blur = useBlur(frame?.picture.thumbhash ?? '')
  const { isMissing, onError } = useMissing(frame?.id)
  const isSelected = useStore(
    libraryStore,
    ({ chosen, sweep }) => sweep?.has(number) === true || isChosen(chosen, frame?.id ?? ''),
  )
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-label={name}
      aria-selected={isSelected}
      tabIndex={isCursor ? 0 : -1}
      data-number={number}
      style={{ left, width, height, '--blur': blur } as CSSProperties}
      onErrorCapture={onError}
      className={classNames(
        'group/tile absolute cursor-pointer overflow-hidden rounded-md bg-surface select-none',
        'after:pointer-events-none after:absolute after:inset-0 after:rounded-md',
        'aria-selected:after:shadow-[inset_0_0_0_3px_var(--accent)]',
        'max-sm:rounded-[4px] max-sm:after:rounded-[4px]',
        frame && frame.createdAt > openedAt && 'animate-rise',
      )}
    >
      {frame === undefined ? null : isMissing ? (
        <Missing />
      ) : (
        <PictureCrop
          key={frame.id}
          frame={tileFrame(frame, width / height)}
          sizes={`${Math.round(width)}px`}
          largest={largestFile}
        />
      )}
      {frame?.videoId ? <PlayMark /> : null}
      <span
        aria-hidden
        data-tick
        className={classNames(
          'absolute top-1 left-1 z-10 size-8 opacity-0 transition-opacity',
          'before:absolute before:inset-[5px] before:rounded-full before:border-[1.5px] before:border-white/85 before:bg-black/45',
          'group-hover/tile:opacity-100 group-focus-visible/tile:opacity-100 pointer-coarse:hidden pointer-coarse:in-data-choosing:block in-data-choosing:opacity-100',
          'group-aria-selected/tile:opacity-100 group-aria-selected/tile:before:border-transparent group-aria-selected/tile:before:bg-accent',
          'group-aria-selected/tile:after:absolute group-aria-selected/tile:after:top-[10px] group-aria-selected/tile:after:left-[13.5px] group-aria-selected/tile:after:h-[9px] group-aria-selected/tile:after:w-[5px] group-aria-selected/tile:after:rotate-45 group-aria-selected/tile:after:border-r-[1.5px] group-aria-selected/tile:after:border-b-[1.5px] group-aria-selected/tile:after:border-accent-ink',
        )}
      />
      {frame && frame.trashedAt !== null ? <DaysLeft trashedAt={frame.trashedAt} /> : null}
      {frame ? <SharedMark frame={frame} /> : null}
      {frame?.isFavourite ? (
        <span
          aria-hidden
          className="absolute right-2 bottom-2 size-[17px] bg-white drop-shadow-[0_0_3px_rgb(0_0_0/0.7)] [mask:var(--heart)_center/contain_no-repeat]"
        />
      ) : null}
    </div>
  )
})

/** Whose it is, where it is another's; that the others see it, where it is one's own. The tile's name says the same. */
function SharedMark({ frame: { owner, isShared } }: { frame: LibraryFrame }) {
  const t = useTranslations('actions.sharing')
  if (owner !== null) {
    return (
      <span aria-hidden className={noteClass}>
        {t('by', { name: owner.name })}
      </span>
    )
  }
  if (!isShared) return null
  return (
    <Users
      aria-hidden
      className="absolute top-2 right-2 size-[17px] text-white drop-shadow-[0_0_3px_rgb(0_0_0/0.7)]"
    />
  )
}

const noteClass =
  'absolute bottom-1.5 left-1.5 max-w-[calc(100%-12px)] truncate rounded-[6px] bg-black/70 px-1.5 text-xs text-white'

/** How long the trash will keep it. */
function DaysLeft({ trashedAt }: { trashedAt: number }) {
  const t = useTranslations('library.trash')
  const now = useNow({ updateInterval: 3_600_000 }).getTime()
  const days = Math.max(0, Math.ceil(trashDays - (now - trashedAt) / 86_400_000))
  return <span className={noteClass}>{t('left', { days })}</span>
}

/**
 * A picture that did not come is asked for once more when the studio can be reached (lib/client/again.ts): one that
 * does not come then either is missing, and not before.
 */
function useMissing(id: string | undefined) {
  const [failed, setFailed] = useState({ id, times: 0 })
  const times = failed.id === id ? failed.times : 0
  return { isMissing: times > 1, onError: () => setFailed({ id, times: times + 1 }) }
}

/** Its file is gone from the disk; the task is still there. */
function Missing() {
  const t = useTranslations('library')
  return (
    <span
      title={t('tile.missing')}
      className="absolute inset-0 grid place-items-center bg-raised text-faint [&_svg]:size-6"
    >
      <ImageOff />
    </span>
  )
}

/** "a fox in the snow, quadrant 2, 14 October 2026, favourite": most of a long prompt would only be in the way. */
function useTileName(frame: LibraryFrame | undefined): string {
  const t = useTranslations('library.tile')
  const share = useTranslations('actions.sharing')
  const format = useFormatter()
  if (!frame) return t('loading')
  const { prompt, quadrant, createdAt, isFavourite, trashedAt, isShared, owner } = frame
  return [
    prompt === '' ? t('noPrompt') : prompt.slice(0, 160),
    ...(quadrant === null ? [] : [t('quadrant', { index: String(quadrant) })]),
    format.dateTime(createdAt, { day: 'numeric', month: 'long', year: 'numeric' }),
    ...(isFavourite ? [t('favourite')] : []),
    ...(trashedAt === null ? [] : [t('trashed')]),
    ...(owner !== null ? [share('by', { name: owner.name })] : isShared ? [t('shared')] : []),
  ].join(', ')
}
