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
import Users from 'lucide-react/icons/users'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { useSharing } from '@/components/sharing/use-sharing'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { useToastRoom } from '@/components/ui/use-toast-room'
import { startExport } from '@/lib/client/exports'
import { cachedFrames, type FoundWall } from '@/lib/client/library'
import { useMe } from '@/lib/client/use-task'
import type { Collection, LibraryFrame } from '@/lib/mj/library'
import { chosenCount, chosenFrames, isChosen, libraryStore } from '@/lib/state/library'
import { openCullOf } from '@/lib/state/library-views'
import { BarButton, MarkButton } from './bar-buttons'
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
  const format = useFormatter()
  const count = useStore(libraryStore, ({ chosen }) => chosenCount(chosen, found.total))
  const isReading = useStore(libraryStore, ({ sweep }) => sweep !== null)
  useToastRoom(count > 0 ? 68 : 0)
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? t('count', { count }) : ''}
      </p>
      {count > 0 ? (
        <div
          role="toolbar"
          aria-label={t('label')}
          className="absolute bottom-[22px] left-1/2 z-30 flex max-w-[calc(100%-24px)] -translate-x-1/2 animate-rise items-center gap-1.5 rounded-[14px] border border-line-strong bg-raised py-2 pr-2.5 pl-4 shadow-float max-sm:bottom-2.5 max-sm:max-w-[calc(100%-12px)] max-sm:gap-0 max-sm:overflow-x-auto max-sm:px-1 max-sm:[scrollbar-width:none] max-sm:[&_button]:border-transparent max-sm:[&_button]:bg-transparent"
        >
          <b className="mr-2 font-medium whitespace-nowrap tabular-nums max-sm:mr-0 max-sm:pl-2">
            <span className="max-sm:hidden">
              {isReading ? t('reading') : t('count', { count })}
            </span>
            <span aria-hidden className="sm:hidden">
              {isReading ? '…' : format.number(count)}
            </span>
          </b>
          {isInTrash(found.query) ? (
            <TrashActions count={count} />
          ) : (
            <Actions found={found} collection={collection} count={count} isCovered={isCovered} />
          )}
          {/* Where more is to be done than a phone is wide, the way out stays in sight. */}
          <span className="flex max-sm:sticky max-sm:-right-1 max-sm:bg-raised">
            <IconButton
              look="plain"
              label={t('clear')}
              shortcut="Esc"
              tooltipSide="top"
              icon={<X />}
              onClick={() => libraryStore.getState().clear()}
            />
          </span>
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
  const notYours = useTranslations('actions.sharing')('notYours')
  const { toggleFavourite, moveToTrash, isTrashing } = useMarks()
  const { collect, uncollect } = useCollecting()
  const known = useKnownChosen(found)
  const isFavourite = known.length > 0 && known.every((frame) => frame.isFavourite)
  const lack = known.some(({ owner }) => owner !== null) ? notYours : null
  const compare = useCompare(found, count, !isCovered)
  const blend = useBlend(found, count)
  const download = useMutation({ mutationFn: startExport })
  return (
    <>
      <MarkButton
        label={t(isFavourite ? 'unfavourite' : 'favourite')}
        lack={lack}
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
        lack={lack}
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
      <ShareChosen known={known} lack={lack} />
      <MarkButton
        label={t('trash')}
        lack={lack}
        icon={<Trash2 />}
        busy={isTrashing}
        onClick={() => moveToTrash()}
      />
    </>
  )
}

/** Shares what is chosen with the others, or stops it where all of it is shared. */
function ShareChosen({ known, lack }: { known: readonly LibraryFrame[]; lack: string | null }) {
  const t = useTranslations('actions.sharing')
  const hasOthers = useMe()?.hasOthers === true
  const { share, isPending } = useSharing()
  if (!hasOthers) return null
  const isShared = known.length > 0 && known.every((frame) => frame.isShared)
  const run = () =>
    share(chosenFrames(libraryStore.getState()), !isShared, libraryStore.getState().clear)
  return (
    <BarButton
      icon={<Users />}
      label={t(isShared ? 'stop' : 'share')}
      busy={isPending}
      lack={lack}
      onClick={run}
    />
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

/** The chosen frames of this wall that have been read. */
function useKnownChosen(found: FoundWall): readonly LibraryFrame[] {
  const client = useQueryClient()
  const chosen = useStore(libraryStore, (state) => state.chosen)
  return cachedFrames(client, found).filter(({ id }) => isChosen(chosen, id))
}
