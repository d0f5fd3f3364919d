'use client'

import Check from 'lucide-react/icons/check'
import Folder from 'lucide-react/icons/folder'
import Heart from 'lucide-react/icons/heart'
import Trash2 from 'lucide-react/icons/trash-2'
import GalleryHorizontalEnd from 'lucide-react/icons/gallery-horizontal-end'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { because } from '@/components/actions/use-more-entries'
import { Chip } from '@/components/ui/chip'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { type FilterName } from '@/lib/mj/library-filters'
import { aspectRatios, models } from '@/lib/mj/models'
import { openCull } from '@/lib/state/library-views'
import { CollectionList } from './collection-list'
import {
  filterValue,
  hasFilter,
  isAmongShared,
  onlyFilter,
  setFilter,
  toggleFilter,
} from './filter-edit'
import { editSearch, searchFor } from './use-library-query'

const more = [
  ['kept', 'is', 'kept'],
  ['grids', 'is', 'grid'],
  ['variations', 'is', 'variation'],
  ['films', 'is', 'film'],
  ['pasted', 'is', 'pasted'],
  ['noted', 'has', 'note'],
  ['masked', 'has', 'mask'],
  ['referenced', 'has', 'reference'],
] as const satisfies readonly (readonly [string, FilterName, string])[]

/** The filters that are wanted most. Each writes into the search, and is lit when it stands there. */
export function FilterChips({ query }: { query: string }) {
  const t = useTranslations('library.chips')
  return (
    <div role="group" aria-label={t('label')} className="flex items-center gap-2">
      <TraitChip query={query} value="favourite" icon={<Heart />} label={t('favourites')} />
      <TraitChip query={query} value="upscale" label={t('upscales')} />
      <ChoiceChip
        query={query}
        name="ar"
        label={t('ratio')}
        about={t('chooseRatio')}
        options={aspectRatios.map((ratio) => ({ value: ratio, label: ratio }))}
      />
      <ChoiceChip
        query={query}
        name="model"
        label={t('model')}
        about={t('chooseModel')}
        options={models.map(({ family, version, label }) => ({
          value: family === 'niji' ? `niji${version}` : version,
          label,
        }))}
      />
      <Collections query={query} />
      <More query={query} />
    </div>
  )
}

function TraitChip({
  query,
  value,
  icon,
  label,
}: {
  query: string
  value: string
  icon?: ReactNode
  label: string
}) {
  const isSet = hasFilter(query, 'is', value)
  return (
    <Chip
      isSet={isSet}
      aria-pressed={isSet}
      icon={icon}
      onClick={() => editSearch((now) => toggleFilter(now, 'is', value))}
    >
      {isSet ? <b>{label}</b> : label}
    </Chip>
  )
}

function ChoiceChip({
  query,
  name,
  label,
  about,
  options,
}: {
  query: string
  name: FilterName
  label: string
  about: string
  options: readonly { value: string; label: string }[]
}) {
  const t = useTranslations('library.chips')
  const value = filterValue(query, name)
  const shown = options.find((option) => option.value === value)?.label ?? value
  const entry: MenuEntry = {
    type: 'choice',
    label: about,
    value: value ?? '',
    options: [{ value: '', label: t('any') }, ...options],
    onChange: (next) => editSearch((now) => setFilter(now, name, next === '' ? null : next)),
  }
  return (
    <Menu
      entries={[entry]}
      trigger={
        <Chip isSet={value !== null}>
          {label} {shown === null ? null : <b>{shown}</b>}
        </Chip>
      }
    />
  )
}

function Collections({ query }: { query: string }) {
  const t = useTranslations('library.chips')
  const name = filterValue(query, 'in')
  return (
    <Popover
      label={t('collections')}
      trigger={
        <Chip isSet={name !== null} icon={<Folder />}>
          {name === null ? t('collections') : <b className="max-w-40 truncate">{name}</b>}
        </Chip>
      }
    >
      {(close) => (
        <CollectionList
          onChoose={(collection) => {
            searchFor(onlyFilter('in', collection.name))
            close()
          }}
        />
      )}
    </Popover>
  )
}

function More({ query }: { query: string }) {
  const t = useTranslations('library.chips')
  const notYours = useTranslations('actions.sharing')('notYours')
  const isAnySet = more.some(([, name, value]) => hasFilter(query, name, value))
  const entries: readonly MenuEntry[] = [
    ...more.map(([label, name, value]) => ({
      label: t(label),
      icon: hasFilter(query, name, value) ? <Check /> : <span className="size-[15px]" />,
      onSelect: () => editSearch((now) => toggleFilter(now, name, value)),
    })),
    { type: 'separator' },
    {
      label: t('cull'),
      icon: <GalleryHorizontalEnd />,
      ...because(isAmongShared(query) ? notYours : null),
      onSelect: () => openCull(query),
    },
    {
      label: t('trash'),
      icon: <Trash2 />,
      onSelect: () => searchFor(onlyFilter('is', 'trashed')),
    },
  ]
  return <Menu entries={entries} trigger={<Chip isSet={isAnySet}>{t('more')}</Chip>} />
}
