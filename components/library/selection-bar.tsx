'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Blend from 'lucide-react/icons/blend'
import Columns2 from 'lucide-react/icons/columns-2'
import Download from 'lucide-react/icons/download'
import FolderMinus from 'lucide-react/icons/folder-minus'
import FolderPlus from 'lucide-react/icons/folder-plus'
import GalleryHorizontalEnd from 'lucide-react/icons/gallery-horizontal-end'
import Heart from 'lucide-react/icons/heart'
import Trash2 from 'lucide-react/icons/trash-2'
import Undo2 from 'lucide-react/icons/undo-2'
import X from 'lucide-react/icons/x'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { Tooltip } from '@/components/ui/tooltip'
import { startExport } from '@/lib/client/exports'
import { cachedFrames, type FoundWall } from '@/lib/client/library'
import type { Collection } from '@/lib/mj/library'
import { chosenCount, chosenFrames, isChosen, libraryStore } from '@/lib/state/library'
import { openCullOf } from '@/lib/state/library-views'
import { CollectionList } from './collection-list'
import { DeletionDialog } from './deletion-dialog'
import { isInTrash } from './filter-edit'
import { useBlend, useCompare } from './use-together'
import { useCollecting, useMarks } from './use-marks'

/** What can be done with the frames that are chosen. There only while some are. */
export function SelectionBar({
  found,
  collection,
  isCovered,
}: {
  found: FoundWall
  collection: Collection | null
  isCovered: boolean
}) {
  const t = useTranslations('library.selection')
  const count = useStore(libraryStore, ({ chosen }) => chosenCount(chosen, found.total))
  const isReading = useStore(libraryStore, ({ sweep }) => sweep !== null)
  useRoomForToasts(count > 0)
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? t('count', { count }) : ''}
      </p>
      {count > 0 ? (
        <div
          role="toolbar"
          aria-label={t('label')}
          className="absolute bottom-[22px] left-1/2 z-30 flex max-w-[calc(100%-24px)] -translate-x-1/2 animate-rise items-center gap-1.5 rounded-[14px] border border-line-strong bg-raised py-2 pr-2.5 pl-4 shadow-float max-sm:bottom-2.5 max-sm:max-w-[calc(100%-12px)] max-sm:overflow-x-auto max-sm:pl-3 max-sm:[scrollbar-width:none]"
        >
          <b className="mr-2 font-medium whitespace-nowrap tabular-nums">
            {isReading ? t('reading') : t('count', { count })}
          </b>
          {isInTrash(found.query) ? (
            <TrashActions count={count} />
          ) : (
            <Actions found={found} collection={collection} count={count} isCovered={isCovered} />
          )}
          <IconButton
            look="plain"
            label={t('clear')}
            shortcut="Esc"
            tooltipSide="top"
            icon={<X />}
            onClick={() => libraryStore.getState().clear()}
          />
        </div>
      ) : null}
    </>
  )
}

function Actions({
  found,
  collection,
  count,
  isCovered,
}: {
  found: FoundWall
  collection: Collection | null
  count: number
  isCovered: boolean
}) {
  const t = useTranslations('library.selection')
  const { toggleFavourite, moveToTrash, isTrashing } = useMarks()
  const { collect, uncollect } = useCollecting()
  const isFavourite = useAreFavourites()
  const compare = useCompare(found, count, !isCovered)
  const blend = useBlend(found, count)
  const download = useMutation({ mutationFn: startExport })
  return (
    <>
      <IconButton
        label={t(isFavourite ? 'unfavourite' : 'favourite')}
        tooltipSide="top"
        look={isFavourite ? 'pressed' : 'plain'}
        icon={<Heart fill={isFavourite ? 'currentColor' : 'none'} />}
        onClick={() => toggleFavourite(null, !isFavourite)}
      />
      <Popover
        label={t('collect')}
        side="top"
        trigger={<BarButton icon={<FolderPlus />} label={t('collect')} />}
      >
        {(close) => (
          <CollectionList
            onChoose={(chosen) => {
              collect(chosen)
              close()
            }}
          />
        )}
      </Popover>
      {collection ? (
        <BarButton
          icon={<FolderMinus />}
          label={t('uncollect')}
          onClick={() => uncollect(collection)}
        />
      ) : null}
      <BarButton
        icon={<Columns2 />}
        label={t('compare')}
        lack={compare.isPossible ? null : t('compareRange')}
        onClick={compare.run}
      />
      <BarButton
        icon={<GalleryHorizontalEnd />}
        label={t('cull')}
        onClick={() => openCullOf(chosenFrames(libraryStore.getState()))}
      />
      <BarButton
        icon={<Blend />}
        label={t('blend')}
        busy={blend.isPending}
        lack={blend.isPossible ? null : t('blendRange')}
        onClick={blend.run}
      />
      <BarButton
        icon={<Download />}
        label={t('download')}
        busy={download.isPending}
        onClick={() => download.mutate(chosenFrames(libraryStore.getState()))}
      />
      <IconButton
        label={t('trash')}
        tooltipSide="top"
        icon={<Trash2 />}
        busy={isTrashing}
        onClick={() => moveToTrash()}
      />
    </>
  )
}

function TrashActions({ count }: { count: number }) {
  const t = useTranslations('library.selection')
  const { restore, isTrashing } = useMarks()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <BarButton
        icon={<Undo2 />}
        label={t('restore')}
        busy={isTrashing}
        onClick={() => restore()}
      />
      <BarButton icon={<Trash2 />} label={t('deleteForGood')} onClick={() => setAsking(true)} />
      {isAsking ? <DeletionDialog count={count} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Its words make room on a phone; what it is called stays. `lack` says why it cannot be pressed. */
function BarButton({
  icon,
  label,
  lack = null,
  onClick,
  ...rest
}: {
  icon: ReactNode
  label: string
  lack?: string | null
  busy?: boolean
  onClick?: () => void
}) {
  const button = (
    <Button
      {...rest}
      aria-label={label}
      aria-disabled={lack !== null || undefined}
      title={lack ?? undefined}
      icon={icon}
      onClick={lack === null ? onClick : undefined}
    >
      <span className="max-md:hidden">{label}</span>
    </Button>
  )
  return lack === null ? (
    button
  ) : (
    <Tooltip text={lack} side="top">
      {button}
    </Tooltip>
  )
}

/** True when all of the chosen frames that have been read are favourites. */
function useAreFavourites(): boolean {
  const client = useQueryClient()
  const chosen = useStore(libraryStore, (state) => state.chosen)
  const known = cachedFrames(client).filter(({ id }) => isChosen(chosen, id))
  return known.length > 0 && known.every(({ isFavourite }) => isFavourite)
}

/** Toasts stand above the bar while there is one. */
function useRoomForToasts(isShown: boolean): void {
  useEffect(() => {
    const { style } = document.documentElement
    if (isShown) style.setProperty('--toast-room', '68px')
    return () => {
      style.removeProperty('--toast-room')
    }
  }, [isShown])
}
