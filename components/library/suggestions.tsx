'use client'

import Filter from 'lucide-react/icons/list-filter'
import Type from 'lucide-react/icons/type'
import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import type { SearchSuggestion } from '@/lib/mj/library'

/** Below the search box; the focus stays in the box, which names the one that is picked. */
export function Suggestions({
  id,
  suggestions,
  picked,
  onTake,
}: {
  id: string
  suggestions: readonly SearchSuggestion[]
  picked: number
  onTake: (text: string) => void
}) {
  const t = useTranslations('library.search')
  const format = useFormatter()
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={t('suggestions')}
      className={classNames(
        'absolute top-full left-0 z-40 mt-1.5 w-full min-w-60 animate-rise rounded-xl border border-line-strong bg-raised p-1 shadow-float',
        suggestions.length === 0 && 'hidden',
      )}
    >
      {suggestions.map(({ text, kind, count }, n) => (
        <li
          key={text}
          id={`${id}-${n}`}
          role="option"
          aria-selected={n === picked}
          aria-label={t('suggestion', { text, count })}
          // The focus stays in the box.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(text)}
          className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 text-sm text-muted hover:bg-hover hover:text-text aria-selected:bg-hover aria-selected:text-text pointer-coarse:min-h-11 [&_svg]:size-3.5 [&_svg]:shrink-0"
        >
          {kind === 'filter' ? <Filter aria-hidden /> : <Type aria-hidden />}
          <span className="min-w-0 flex-1 truncate">{text}</span>
          <span className="text-xs text-faint tabular-nums">{format.number(count)}</span>
        </li>
      ))}
    </ul>
  )
}
