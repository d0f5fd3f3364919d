'use client'

import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Kbd } from '@/components/ui/kbd'
import { useCommandKey } from '@/components/ui/use-command-key'
import { withSuggestion } from './filter-edit'
import { Suggestions } from './suggestions'
import { useSuggestions } from './use-suggestions'
import { searchFor } from './use-library-query'

const fieldId = 'library-search'
/** A search begins when the fingers rest for so long. */
const pauseMs = 120

/** Puts the caret into the search, all of it chosen, so that typing begins a new one. */
export function focusSearch(): void {
  const field = document.getElementById(fieldId)
  if (!(field instanceof HTMLInputElement)) return
  field.focus()
  field.select()
}

export function SearchBox({ query }: { query: string }) {
  const t = useTranslations('library.search')
  const commandKey = useCommandKey()
  const listId = useId()
  const { text, type, set, flush } = useTypedQuery(query)
  const [isOpen, setOpen] = useState(false)
  const [picked, setPicked] = useState(-1)
  const suggestions = useSuggestions(text, isOpen)
  const shown = isOpen && suggestions.length > 0
  const close = () => {
    setOpen(false)
    setPicked(-1)
  }
  const take = (suggestion: string) => {
    set(withSuggestion(text, suggestion))
    setPicked(-1)
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = suggestions[picked]
    if (step !== undefined) {
      setOpen(true)
      // One place beyond the last is the text itself.
      const places = suggestions.length + 1
      setPicked(((picked + 1 + step + places) % places) - 1)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && shown && chosen) {
      take(chosen.text)
    } else if (event.key === 'Enter') {
      set(text)
      close()
    } else if (event.key === 'Escape' && (shown || text !== '')) {
      if (shown) close()
      else set('')
    } else return
    event.preventDefault()
  }

  return (
    <div className="relative w-[340px] shrink-0 max-xl:w-[280px] max-lg:w-0 max-lg:min-w-0 max-lg:flex-1 max-lg:shrink">
      <label className="flex h-[34px] items-center gap-2 rounded-lg border border-line bg-surface px-2.5 text-muted transition-colors focus-within:border-line-strong focus-within:text-text hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-accent pointer-coarse:h-11 [&>svg]:size-[15px] [&>svg]:shrink-0">
        <Search aria-hidden />
        <input
          id={fieldId}
          type="text"
          role="combobox"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          aria-label={t('label')}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && picked >= 0 ? `${listId}-${picked}` : undefined}
          placeholder={t('placeholder')}
          value={text}
          onChange={({ target, nativeEvent }) => {
            type(target.value, (nativeEvent as InputEvent).isComposing)
            setOpen(true)
            setPicked(-1)
          }}
          onCompositionEnd={({ currentTarget }) => type(currentTarget.value, false)}
          onKeyDown={press}
          onBlur={() => {
            flush()
            close()
          }}
          className="min-w-0 flex-1 bg-transparent text-base text-ellipsis outline-none pointer-coarse:text-xl"
        />
        {text === '' ? (
          <span className="pointer-coarse:hidden">
            <Kbd>{commandKey}K</Kbd>
          </span>
        ) : (
          <button
            type="button"
            aria-label={t('clear')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              set('')
              focusSearch()
            }}
            className="-mr-1 grid size-6 place-items-center rounded-md hover:bg-hover hover:text-text pointer-coarse:size-9 [&_svg]:size-3.5"
          >
            <X />
          </button>
        )}
      </label>
      <Suggestions
        id={listId}
        suggestions={shown ? suggestions : []}
        picked={picked}
        onTake={take}
      />
    </div>
  )
}

/** The text in the box: searched for when the fingers rest, and replaced when the search changes from elsewhere. */
function useTypedQuery(query: string) {
  const [text, setText] = useState(query)
  const [seen, setSeen] = useState(query)
  /** Searches of this box that the address has not shown yet: they come back late, and may not undo what was typed since. */
  const [sent, setSent] = useState<readonly string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isResting = useRef(true)
  if (seen !== query) {
    setSeen(query)
    const place = sent.lastIndexOf(query)
    setSent(place === -1 ? [] : sent.slice(place + 1))
    if (place === -1) setText(query)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  const set = (next: string) => {
    clearTimeout(timer.current)
    isResting.current = true
    setText(next)
    setSent((all) => [...all, next.trim()])
    searchFor(next.trim(), 'typed')
  }
  return {
    text,
    set,
    /** Whoever leaves the box for a filter means both: what was typed may not come after it and take it away. */
    flush: () => {
      if (!isResting.current) set(text)
    },
    /** While an input method is composing, what stands there is not yet what is meant. */
    type: (next: string, isComposing: boolean) => {
      clearTimeout(timer.current)
      isResting.current = isComposing
      setText(next)
      if (!isComposing) timer.current = setTimeout(() => set(next), pauseMs)
    },
  }
}
