'use client'

import ZoomIn from 'lucide-react/icons/zoom-in'
import ZoomOut from 'lucide-react/icons/zoom-out'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { IconButton } from '@/components/ui/icon-button'
import { Segmented } from '@/components/ui/segmented'
import type { FoundWall } from '@/lib/client/library'
import { parseQuery, unknownFilters } from '@/lib/mj/library-query'
import { filterNames } from '@/lib/mj/library-filters'
import { libraryModes, libraryStore, steppedDensity } from '@/lib/state/library'
import { FilterChips } from './filter-chips'
import { ScopeMenu } from './scope-menu'
import { SearchBox } from './search-box'

/** What is looked for and how it is shown. On a narrow screen the filters have a line of their own. */
export function Toolbar({ query, found }: { query: string; found: FoundWall | undefined }) {
  return (
    <div className="shrink-0 px-6 pt-3.5 pb-2.5 max-sm:px-3 max-sm:pt-2.5 max-sm:pb-1.5">
      <div className="flex items-center gap-2 max-lg:flex-wrap">
        <SearchBox query={query} />
        <div className="flex min-w-0 flex-1 items-center gap-2 max-lg:order-3 max-lg:basis-full max-lg:overflow-x-auto max-lg:py-0.5 max-lg:[scrollbar-width:none] max-sm:-mx-3 max-sm:basis-[calc(100%+24px)] max-sm:px-3">
          <ScopeMenu query={query} total={found?.total} />
          <FilterChips query={query} />
        </div>
        <View />
      </div>
      <UnknownFilters query={query} />
    </div>
  )
}

function View() {
  const t = useTranslations('library')
  const mode = useStore(libraryStore, (state) => state.mode)
  const density = useStore(libraryStore, (state) => state.density)
  const { setMode, setDensity } = libraryStore.getState()
  const smaller = steppedDensity(density, -1)
  const larger = steppedDensity(density, 1)
  return (
    <div className="flex shrink-0 items-center gap-1">
      {mode === 'grid' ? (
        <div role="group" aria-label={t('density.label')} className="flex max-lg:hidden">
          <IconButton
            look="ghost"
            label={t('density.smaller')}
            shortcut="−"
            icon={<ZoomOut />}
            disabled={smaller === density}
            onClick={() => setDensity(smaller)}
          />
          <IconButton
            look="ghost"
            label={t('density.larger')}
            shortcut="+"
            icon={<ZoomIn />}
            disabled={larger === density}
            onClick={() => setDensity(larger)}
          />
        </div>
      ) : null}
      <Segmented
        label={t('mode.label')}
        value={mode}
        options={libraryModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        onChange={setMode}
      />
    </div>
  )
}

/** Nothing that was typed is dropped: what looks like a filter and is none is said to be searched as a word. */
function UnknownFilters({ query }: { query: string }) {
  const t = useTranslations('library.search')
  const unknown = unknownFilters(parseQuery(query))
  if (unknown.length === 0) return null
  return (
    <p role="status" className="mt-2 text-sm text-warn">
      {t('unknown', {
        count: unknown.length,
        words: unknown.join(', '),
        known: filterNames.map((name) => `${name}:`).join(' '),
      })}
    </p>
  )
}
