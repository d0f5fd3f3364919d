'use client'

import {
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { modelOf, rangeOf, usualModel, type ModelChoice } from '@/lib/mj/models'
import type { ParameterName } from '@/lib/mj/params'
import { flagFor, flagsFor, flagTokenAt, type FlagToken } from './flag-token'
import { typeText } from './type-text'

/**
 * The flags that `--` may become. It never takes a key that was meant for the text: arrows go into it, Enter and Tab
 * choose only from there, Escape sends it away until another flag is begun.
 */
export function FlagList({
  field,
  text,
  choice,
  isComposing,
}: {
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  choice: ModelChoice | null
  isComposing: RefObject<boolean>
}) {
  const t = useTranslations('composer')
  const listId = useId()
  const model = modelOf(choice) ?? usualModel
  const caret = useCaretOf(field, isComposing)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const [chosen, setChosen] = useState<ParameterName | null>(null)
  const token = caret === null ? null : flagTokenAt(text, caret)
  const names = token && token.from !== dismissed ? flagsFor(token.typed, model) : []
  const active = chosen !== null && names.includes(chosen) ? chosen : null
  const isOpen = names.length > 0
  if (!token && dismissed !== null) setDismissed(null)

  const accept = (name: ParameterName) => {
    const { current } = field
    if (!current || !token) return
    setChosen(null)
    current.setSelectionRange(token.from, token.to)
    typeText(current, `--${flagFor(name, token.typed)} `)
  }
  const isTaken = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const place = active === null ? -1 : names.indexOf(active)
    if (key === 'ArrowDown') setChosen(names[(place + 1) % names.length]!)
    else if (key === 'ArrowUp' && active)
      setChosen(names[(place + names.length - 1) % names.length]!)
    else if (key === 'Escape') setDismissed(token!.from)
    else if ((key === 'Enter' || key === 'Tab') && active && !shiftKey) accept(active)
    else return false
    return true
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isOpen || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (!isTaken(event)) return
    event.preventDefault()
    event.stopPropagation()
  })

  useEffect(() => {
    const { current } = field
    current?.addEventListener('keydown', press)
    return () => current?.removeEventListener('keydown', press)
  }, [field])
  useEffect(() => {
    const { current } = field
    if (!current || !isOpen) return
    current.setAttribute('aria-controls', listId)
    if (active) current.setAttribute('aria-activedescendant', `${listId}-${active}`)
    return () => {
      current.removeAttribute('aria-controls')
      current.removeAttribute('aria-activedescendant')
    }
  }, [field, listId, isOpen, active])

  if (!isOpen) return null
  return (
    <ul
      id={listId}
      role="listbox"
      aria-label={t('flags')}
      style={{ left: leftOf(field.current, token!) }}
      className="absolute top-full z-30 mt-1 max-h-[min(280px,45dvh)] w-64 animate-rise overflow-y-auto rounded-xl border border-line-strong bg-raised p-1 shadow-float"
    >
      {names.map((name) => (
        <li
          key={name}
          id={`${listId}-${name}`}
          role="option"
          aria-selected={name === active}
          ref={(element) => {
            if (name === active) element?.scrollIntoView({ block: 'nearest' })
          }}
          // The field keeps the focus, and with it a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => accept(name)}
          className={classNames(
            'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2.5 text-sm pointer-coarse:min-h-11',
            name === active ? 'bg-hover text-text' : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          <span className="font-mono text-xs text-text">--{flagFor(name, token!.typed)}</span>
          <span className="flex-1 truncate">{t(`name.${name}`)}</span>
          <Limits name={name} model={model} />
        </li>
      ))}
    </ul>
  )
}

function Limits({ name, model }: { name: ParameterName; model: typeof usualModel }) {
  const range = rangeOf(model, name)
  if (!range || name === 'seed') return null
  return (
    <span className="text-xs text-faint tabular-nums">
      {range.min}–{range.max}
    </span>
  )
}

/**
 * Where the caret is, while nothing is selected and no input method is at work; else null. An input method may have
 * begun before this was there, so whether it is at work is known to the field.
 */
function useCaretOf(
  field: RefObject<HTMLTextAreaElement | null>,
  isComposing: RefObject<boolean>,
): number | null {
  const subscribe = useCallback(
    (tell: () => void) => {
      const { current } = field
      const compose = ({ type }: Event) => {
        isComposing.current = type === 'compositionstart'
        tell()
      }
      const listeners = [
        ['input', tell],
        ['blur', tell],
        ['compositionstart', compose],
        ['compositionend', compose],
      ] as const
      for (const [type, listener] of listeners) current?.addEventListener(type, listener)
      document.addEventListener('selectionchange', tell)
      return () => {
        for (const [type, listener] of listeners) current?.removeEventListener(type, listener)
        document.removeEventListener('selectionchange', tell)
      }
    },
    [field, isComposing],
  )
  const look = () => {
    const { current } = field
    if (!current || isComposing.current || document.activeElement !== current) return null
    return current.selectionStart === current.selectionEnd ? current.selectionStart : null
  }
  return useSyncExternalStore(subscribe, look, () => null)
}

/** Below the dashes: the tint has the same letters in the same places. */
function leftOf(field: HTMLTextAreaElement | null, { from }: FlagToken): number {
  const tint = field?.previousElementSibling
  if (!field || !tint) return 0
  const walker = document.createTreeWalker(tint, NodeFilter.SHOW_TEXT)
  let at = from
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    if (at < length) {
      const range = document.createRange()
      range.setStart(node, at)
      range.collapse(true)
      const left = range.getBoundingClientRect().left - field.getBoundingClientRect().left
      return Math.max(0, Math.min(left, field.clientWidth - 256))
    }
    at -= length
  }
  return 0
}
