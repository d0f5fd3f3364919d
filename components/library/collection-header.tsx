'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Move from 'lucide-react/icons/move'
import Pencil from 'lucide-react/icons/pencil'
import Trash2 from 'lucide-react/icons/trash-2'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Question } from '@/components/ui/question'
import { IconButton } from '@/components/ui/icon-button'
import { TextField } from '@/components/ui/text-field'
import { errorKind } from '@/lib/client/http'
import { refreshLibrary } from '@/lib/client/library'
import { libraryApi } from '@/lib/client/library-api'
import type { Collection } from '@/lib/mj/library'
import { toast } from '@/lib/state/toasts'
import { onlyFilter } from './filter-edit'
import { searchFor } from './use-library-query'

/** Above a collection in its own order: its name, and what can be done to it as a whole. */
export function CollectionHeader({
  collection,
  isArranging,
  onArrange,
}: {
  collection: Collection
  isArranging: boolean
  onArrange: (isArranging: boolean) => void
}) {
  const t = useTranslations('library.collection')
  const [isRenaming, setRenaming] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  return (
    <section
      aria-label={t('label')}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-6 pb-3 max-sm:px-3"
    >
      {isRenaming ? (
        <Rename collection={collection} onDone={() => setRenaming(false)} />
      ) : (
        <>
          <h2 className="min-w-0 truncate text-lg font-medium">{collection.name}</h2>
          <p className="text-sm text-faint pointer-coarse:hidden">{t('help')}</p>
          <span className="flex-1" />
          {/* A mouse drags at once; a finger that rests on a picture selects it otherwise. */}
          <span className="hidden pointer-coarse:block">
            <Button
              look={isArranging ? 'pressed' : 'plain'}
              aria-pressed={isArranging}
              icon={<Move />}
              onClick={() => onArrange(!isArranging)}
            >
              {t('arrange')}
            </Button>
          </span>
          <IconButton label={t('rename')} icon={<Pencil />} onClick={() => setRenaming(true)} />
          <IconButton label={t('remove')} icon={<Trash2 />} onClick={() => setRemoving(true)} />
        </>
      )}
      {isRemoving ? <Remove collection={collection} onClose={() => setRemoving(false)} /> : null}
    </section>
  )
}

function Rename({ collection, onDone }: { collection: Collection; onDone: () => void }) {
  const t = useTranslations('library')
  const errors = useTranslations('errors.kind')
  const client = useQueryClient()
  const [name, setName] = useState(collection.name)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (next: string) => libraryApi.renameCollection(collection.id, next),
    meta: { quiet: true },
    onSuccess: async ({ collection: renamed }) => {
      // The address is the name: both change, or there is a moment without a collection.
      searchFor(onlyFilter('in', renamed.name), 'typed')
      await refreshLibrary(client)
      onDone()
    },
  })
  const kind = error === null ? null : errorKind(error)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const next = name.trim()
    if (next === collection.name) onDone()
    else if (next !== '') mutate(next)
  }
  return (
    <form onSubmit={submit} className="flex w-full max-w-md items-end gap-2">
      <TextField
        label={t('collection.name')}
        value={name}
        maxLength={80}
        autoFocus
        error={kind === null ? undefined : kind === 'conflict' ? t('collect.taken') : errors(kind)}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        className="flex-1"
      />
      <Button type="submit" look="bright" size="md" busy={isPending}>
        {t('collection.saveName')}
      </Button>
    </form>
  )
}

function Remove({ collection, onClose }: { collection: Collection; onClose: () => void }) {
  const t = useTranslations('library.collection')
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => libraryApi.removeCollection(collection.id),
    onSuccess: async () => {
      toast(t('removed', { name: collection.name }))
      searchFor('', 'typed')
      await refreshLibrary(client)
    },
    onSettled: onClose,
  })
  return (
    <Question
      title={t('removeTitle', { name: collection.name })}
      keep={t('keep')}
      confirm={t('removeConfirm')}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      <p>{t('removeAbout')}</p>
    </Question>
  )
}
