'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import X from 'lucide-react/icons/x'
import { type FormEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Popover } from '@/components/ui/popover'
import { TextField } from '@/components/ui/text-field'
import { searchesQuery } from '@/lib/client/library'
import { refreshLibrary } from '@/lib/client/library-keys'
import { libraryApi } from '@/lib/client/library-api'
import { useMe } from '@/lib/client/use-task'
import type { SavedSearch } from '@/lib/mj/library'
import { toast } from '@/lib/state/toasts'
import { isAmongShared, isInTrash, onlyFilter } from './filter-edit'
import { searchFor } from './use-library-query'

/** How many pictures are found; behind it, the searches that were kept. */
export function ScopeMenu({ query, total }: { query: string; total: number | undefined }) {
  const t = useTranslations('library.scope')
  const format = useFormatter()
  return (
    <Popover
      label={t('saved')}
      trigger={
        <Chip isSet>
          {t(isInTrash(query) ? 'trash' : isAmongShared(query) ? 'shared' : 'images')}
          <b className="tabular-nums">{total === undefined ? '…' : format.number(total)}</b>
        </Chip>
      }
    >
      {(close) => (
        <div className="w-[300px] max-w-full">
          <Searches query={query} close={close} />
          {query.trim() === '' ? null : <SaveSearch key={query} query={query} />}
        </div>
      )}
    </Popover>
  )
}

function Searches({ query, close }: { query: string; close: () => void }) {
  const t = useTranslations('library.scope')
  const searches = useQuery(searchesQuery()).data ?? []
  const hasOthers = useMe()?.hasOthers === true
  const go = (next: string) => {
    searchFor(next)
    close()
  }
  return (
    <ul aria-label={t('saved')} className="-mx-2 -mt-2 mb-1 max-h-72 overflow-y-auto">
      <li>
        <button
          type="button"
          aria-current={query === '' ? 'true' : undefined}
          onClick={() => go('')}
          className={rowClass}
        >
          {t('all')}
        </button>
      </li>
      {hasOthers || isAmongShared(query) ? (
        <li>
          <button
            type="button"
            aria-current={query === shared ? 'true' : undefined}
            onClick={() => go(shared)}
            className={rowClass}
          >
            {t('sharedLibrary')}
          </button>
        </li>
      ) : null}
      {searches.map((search) => (
        <Search key={search.id} search={search} isHere={search.query === query} onGo={go} />
      ))}
      {searches.length === 0 ? (
        <li className="px-2 py-1.5 text-sm text-faint">{t('none')}</li>
      ) : null}
    </ul>
  )
}

const shared = onlyFilter('is', 'shared')

const rowClass =
  'flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left w-full hover:bg-hover aria-[current=true]:text-accent-text pointer-coarse:min-h-11'

function Search({
  search,
  isHere,
  onGo,
}: {
  search: SavedSearch
  isHere: boolean
  onGo: (query: string) => void
}) {
  const t = useTranslations('library.scope')
  const client = useQueryClient()
  const { mutate: save } = useMutation({
    mutationFn: libraryApi.saveSearch,
    onSettled: () => refreshLibrary(client),
  })
  const { mutate: remove, isPending } = useMutation({
    mutationFn: libraryApi.removeSearch,
    onSuccess: () =>
      toast(t('removed', { name: search.name }), {
        label: undoLabel,
        run: () => save({ name: search.name, query: search.query }),
      }),
    onSettled: () => refreshLibrary(client),
  })
  const undoLabel = useTranslations('library.done')('undo')
  return (
    <li className="flex items-center">
      <button
        type="button"
        title={search.query}
        aria-current={isHere ? 'true' : undefined}
        onClick={() => onGo(search.query)}
        className={rowClass}
      >
        <span className="min-w-0 flex-1 truncate">{search.name}</span>
        <span className="text-xs text-faint tabular-nums">
          {t('count', { count: search.count })}
        </span>
      </button>
      <Button
        look="ghost"
        className="!px-0"
        aria-label={t('remove', { name: search.name })}
        icon={<X />}
        busy={isPending}
        onClick={() => remove(search.id)}
      />
    </li>
  )
}

/** Under a name that is there already, the search takes the other's place: that is how one is changed. */
function SaveSearch({ query }: { query: string }) {
  const t = useTranslations('library.scope')
  const client = useQueryClient()
  const [name, setName] = useState(query.trim().slice(0, 60))
  const { mutate, isPending } = useMutation({
    mutationFn: libraryApi.saveSearch,
    onSuccess: ({ search }) => toast(t('searched', { name: search.name })),
    onSettled: () => refreshLibrary(client),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() !== '') mutate({ name: name.trim(), query: query.trim() })
  }
  return (
    <form
      aria-label={t('save')}
      onSubmit={submit}
      className="flex items-end gap-2 border-t border-line pt-3"
    >
      <TextField
        label={t('name')}
        value={name}
        maxLength={80}
        onChange={({ target }) => setName(target.value)}
        className="flex-1"
      />
      <Button type="submit" look="bright" size="md" busy={isPending}>
        {t('saveAs')}
      </Button>
    </form>
  )
}
