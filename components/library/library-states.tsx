'use client'

import FolderOpen from 'lucide-react/icons/folder-open'
import Images from 'lucide-react/icons/images'
import SearchX from 'lucide-react/icons/search-x'
import Trash2 from 'lucide-react/icons/trash-2'
import Users from 'lucide-react/icons/users'
import { useTranslations } from 'use-intl'
import { PageLink } from '@/components/shell/page-link'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { errorKind } from '@/lib/client/http'
import { trashDays } from '@/lib/mj/library'
import { isAmongShared, isInTrash, onlyFilter, partsOf, toggleFilter } from './filter-edit'
import { searchFor } from './use-library-query'

/** Rows of what will be pictures. */
export function LibraryLoading() {
  const t = useTranslations('library.wall')
  return (
    <div
      role="status"
      aria-label={t('loading')}
      className="flex min-h-0 flex-1 flex-col gap-1.5 overflow-hidden pt-10 pr-[60px] pl-6 max-sm:px-1.5"
    >
      {[
        [1, 1.5, 0.67, 1.78, 1],
        [1.78, 1, 1, 0.75, 1.5],
        [0.8, 1.5, 1, 1.78, 1],
        [1, 1, 0.67, 1.78, 1.5],
      ].map((row, n) => (
        <div key={n} className="flex h-[206px] shrink-0 animate-breathe gap-1.5 max-sm:h-[124px]">
          {row.map((ratio, place) => (
            <div key={place} className="rounded-md bg-surface" style={{ flex: ratio }} />
          ))}
        </div>
      ))}
    </div>
  )
}

export function LibraryFailed({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations()
  return (
    <EmptyState
      icon={<Images />}
      title={t('library.failed.title')}
      action={
        <Button look="bright" onClick={retry}>
          {t('library.failed.retry')}
        </Button>
      }
    >
      {t(`errors.kind.${errorKind(error)}`)}
    </EmptyState>
  )
}

/** No picture, for one of five reasons, each with a way out. */
export function NothingFound({ query, isCollection }: { query: string; isCollection: boolean }) {
  const t = useTranslations('library')
  if (isCollection) {
    return (
      <EmptyState
        icon={<FolderOpen />}
        title={t('emptyCollection.title')}
        action={<ShowAll label={t('emptyCollection.show')} />}
      >
        {t('emptyCollection.help')}
      </EmptyState>
    )
  }
  if (query.trim() === onlyFilter('is', 'trashed')) {
    return (
      <EmptyState
        icon={<Trash2 />}
        title={t('emptyTrash.title')}
        action={<ShowAll label={t('emptyTrash.show')} />}
      >
        {t('emptyTrash.help', { days: trashDays })}
      </EmptyState>
    )
  }
  if (query.trim() === onlyFilter('is', 'shared')) {
    return (
      <EmptyState
        icon={<Users />}
        title={t('emptyShared.title')}
        action={<ShowAll label={t('emptyShared.show')} />}
      >
        {t('emptyShared.help')}
      </EmptyState>
    )
  }
  if (query.trim() === '') {
    return (
      <EmptyState
        icon={<Images />}
        title={t('empty.title')}
        action={
          <PageLink href="/" className={buttonClass('accent', 'md')}>
            {t('empty.create')}
          </PageLink>
        }
      >
        {t('empty.help')}
      </EmptyState>
    )
  }
  return <NoMatch query={query} />
}

function NoMatch({ query }: { query: string }) {
  const t = useTranslations('library.nothing')
  const parts = partsOf(query)
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('title')}
      action={
        <div className="flex flex-wrap justify-center gap-1.5">
          {parts.length > 1
            ? parts.map(({ text, without }, n) => (
                <Button key={n} className="max-w-full truncate" onClick={() => searchFor(without)}>
                  {t('without', { part: text })}
                </Button>
              ))
            : null}
          <ShowAll label={t('clear')} />
          {isInTrash(query) || isAmongShared(query) ? null : (
            <Button onClick={() => searchFor(toggleFilter(query, 'is', 'trashed'))}>
              {t('trash')}
            </Button>
          )}
        </div>
      }
    >
      {parts.length > 1 ? t('help') : null}
    </EmptyState>
  )
}

function ShowAll({ label }: { label: string }) {
  return (
    <Button look="bright" onClick={() => searchFor('')}>
      {label}
    </Button>
  )
}
