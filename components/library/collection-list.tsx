'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type CSSProperties, type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { useBlur } from '@/components/quadrants/use-blur'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { TextField } from '@/components/ui/text-field'
import { errorKind } from '@/lib/client/http'
import { collectionsQuery } from '@/lib/client/library'
import { refreshLibrary } from '@/lib/client/library-keys'
import { libraryApi } from '@/lib/client/library-api'
import type { Collection, LibraryFrame } from '@/lib/mj/library'
import { tileFrame } from './tile-frame'

/** All collections to choose one from, and a line to make another. */
export function CollectionList({ onChoose }: { onChoose: (collection: Collection) => void }) {
  const t = useTranslations('library.collect')
  const { data: collections } = useQuery(collectionsQuery())
  return (
    <div className="w-[280px] max-w-full">
      {collections === undefined ? (
        <Spinner />
      ) : collections.length === 0 ? (
        <p className="mb-3 text-muted">{t('none')}</p>
      ) : (
        <ul className="-mx-2 -mt-2 mb-3 max-h-72 overflow-y-auto">
          {collections.map((collection) => (
            <li key={collection.id}>
              <button
                type="button"
                onClick={() => onChoose(collection)}
                className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-hover"
              >
                <Cover frame={collection.cover[0]} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-text">{collection.name}</span>
                  <span className="block text-xs text-faint">
                    {t('count', { count: collection.count })}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <NewCollection onCreated={onChoose} />
    </div>
  )
}

function Cover({ frame }: { frame: LibraryFrame | undefined }) {
  const blur = useBlur(frame?.picture.thumbhash ?? '')
  return (
    <span
      aria-hidden
      style={{ '--blur': blur } as CSSProperties}
      className="relative size-9 shrink-0 overflow-hidden rounded-[7px] bg-hover"
    >
      {frame ? <PictureCrop frame={tileFrame(frame, 1)} sizes="36px" largest={256} /> : null}
    </span>
  )
}

function NewCollection({ onCreated }: { onCreated: (collection: Collection) => void }) {
  const t = useTranslations('library.collect')
  const client = useQueryClient()
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: libraryApi.createCollection,
    // A name that is taken is told beside the name.
    meta: { quiet: true },
    onSuccess: async ({ collection }) => {
      await refreshLibrary(client)
      onCreated(collection)
    },
  })
  const errors = useTranslations('errors.kind')
  const kind = error === null ? null : errorKind(error)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() !== '') mutate(name.trim())
  }
  return (
    <form onSubmit={submit} className="flex items-end gap-2 border-t border-line pt-3">
      <TextField
        label={t('fresh')}
        value={name}
        maxLength={80}
        error={kind === null ? undefined : kind === 'conflict' ? t('taken') : errors(kind)}
        onChange={({ target }) => setName(target.value)}
        className="flex-1"
      />
      <Button type="submit" look="bright" size="md" busy={isPending}>
        {t('create')}
      </Button>
    </form>
  )
}
