'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { classNames } from '@/components/ui/class-names'
import { useSheet } from '@/components/ui/use-sheet'
import { lazy } from '@/lib/client/lazy'
import { collectionsQuery, type FoundWall, wallQuery } from '@/lib/client/library'
import type { Chunk } from '@/lib/gallery/chunks'
import { hydrateLibrary, libraryStore } from '@/lib/state/library'
import { CollectionHeader } from './collection-header'
import { collectionIn, isInTrash } from './filter-edit'
import { LibraryFailed, LibraryLoading, NothingFound } from './library-states'
import { OverWall } from './over-wall'
import { SelectionBar } from './selection-bar'
import { Toolbar } from './toolbar'
import { TrashHeader } from './trash-header'
import { useLibraryKeys } from './use-library-keys'
import { useLibraryQuery } from './use-library-query'
import { useNews } from './use-news'
import { WallView } from './wall'

const FeedList = lazy(async () => ({ default: (await import('./feed-list')).FeedList }))
const LibraryKeys = lazy(async () => ({ default: (await import('./library-keys')).LibraryKeys }))

/** Every picture ever made: a search above, what it finds below, what can be done with a choice of it at the foot. */
export function LibraryPage() {
  const t = useTranslations('library')
  const { query, view, isCovered } = useLibraryQuery()
  const { found, error, retry, onSight } = useFoundWall(query)
  const [keysSheet, showKeys] = useSheet(LibraryKeys)
  useEffect(hydrateLibrary, [])
  useLibraryKeys({ isEnabled: !isCovered, onHelp: showKeys })
  return (
    <>
      <div
        inert={view !== null}
        className="flex h-dvh flex-col max-sm:h-[calc(100dvh-58px-env(safe-area-inset-bottom))]"
      >
        <h1 className="sr-only">{t('title')}</h1>
        <Toolbar query={query} found={found} />
        {found && !(error && found.query !== query) ? (
          <Found
            found={found}
            isOld={found.query !== query}
            isCovered={isCovered}
            onSight={onSight}
          />
        ) : error ? (
          <LibraryFailed error={error} retry={retry} />
        ) : (
          <LibraryLoading />
        )}
      </div>
      {view ? <OverWall view={view} /> : null}
      {keysSheet}
    </>
  )
}

function Found({
  found,
  isOld,
  isCovered,
  onSight,
}: {
  found: FoundWall
  /** What was found before, while the next search is on its way. */
  isOld: boolean
  isCovered: boolean
  onSight: (chunks: readonly Chunk[]) => void
}) {
  const t = useTranslations('library.wall')
  const mode = useStore(libraryStore, (state) => state.mode)
  const name = collectionIn(found.query)
  const collections = useQuery({ ...collectionsQuery(), enabled: name !== null }).data
  const collection = collections?.find((one) => one.name === name) ?? null
  const [isArranging, setArranging] = useState(false)
  return (
    <>
      {collection ? (
        <CollectionHeader
          key={collection.id}
          collection={collection}
          isArranging={isArranging}
          onArrange={setArranging}
        />
      ) : null}
      {isInTrash(found.query) && found.total > 0 ? <TrashHeader found={found} /> : null}
      <p role="status" className="sr-only">
        {t('found', { count: found.total })}
      </p>
      <div
        aria-busy={isOld}
        className={classNames(
          'relative min-h-0 flex-1 transition-opacity',
          isOld && 'opacity-50 delay-200',
        )}
      >
        {found.total === 0 ? (
          <NothingFound query={found.query} isCollection={collection !== null} />
        ) : mode === 'feed' ? (
          <Suspense fallback={<LibraryLoading />}>
            <FeedList key={found.query} found={found} isCovered={isCovered} />
          </Suspense>
        ) : (
          <WallView
            found={found}
            onSight={onSight}
            collectionId={collection?.id ?? null}
            isArranging={collection !== null && isArranging}
            isCovered={isCovered}
          />
        )}
        <SelectionBar found={found} collection={collection} isCovered={isCovered} />
      </div>
    </>
  )
}

/** The wall of a search, read anew whenever pictures change; the last one stays until the next is there. */
function useFoundWall(query: string) {
  const client = useQueryClient()
  const [sight] = useState(createSight)
  const { data: found, error, refetch } = useQuery(wallQuery(client, query, sight.chunks))
  useNews(found)
  return { found, error, retry: () => void refetch(), onSight: sight.look }
}

/** What is on the screen, for whoever reads the wall anew; nothing is drawn from it. */
function createSight() {
  let seen: readonly Chunk[] = []
  return {
    chunks: () => seen,
    look: (chunks: readonly Chunk[]) => {
      seen = chunks
    },
  }
}
