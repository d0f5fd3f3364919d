'use client'

import { useLayoutEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { moveCaret } from './caret'
import { promptFieldId } from './focus-composer'
import { typeText } from './type-text'
import type { ComposerHandle } from './use-composer'
import { loadCore, withCore } from './use-core'

/** Shared by the field and the tint below it: a different line break in one would show as doubled text. */
const typography =
  'col-start-1 row-start-1 w-full py-1.5 text-xl pointer-coarse:py-2.5 break-words whitespace-pre-wrap [font-feature-settings:inherit]'

/**
 * A plain textarea whose own letters are transparent, over the same letters in colour: caret, selection, input
 * methods and screen readers find what they know. It grows with its text because the tint, which is in the flow,
 * does.
 */
export function PromptField({
  composer: { core, draft, view, write, submit },
  describedBy,
  isInvalid,
}: {
  composer: ComposerHandle
  describedBy: string
  isInvalid: boolean
}) {
  const t = useTranslations('composer')
  const field = useRef<HTMLTextAreaElement>(null)
  const isComposing = useRef(false)
  const { text } = draft
  const caret = useCaret(field, text)
  const Tint = core?.PromptTint ?? PlainTint

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229 is what Safari reports for the Enter that ends a composition, after it has ended.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      submit({ keep: event.ctrlKey || event.metaKey })
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      const step = event.key === 'ArrowUp' ? 1 : -1
      withCore(({ recall }) => {
        caret.moveTo(Number.MAX_SAFE_INTEGER)
        if (!recall(step)) caret.moveTo(null)
      })
    }
  }

  return (
    <div className="relative min-w-0 flex-1">
      <div className="grid max-h-[40dvh] overflow-y-auto overscroll-contain">
        <Tint text={text} className={`${typography} forced-colors:invisible`} />
        <textarea
          ref={field}
          id={promptFieldId}
          rows={1}
          value={text}
          aria-label={t('prompt')}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          placeholder={t('placeholder')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="send"
          onChange={(event) => {
            caret.typed(event.target.value)
            write(event.target.value)
          }}
          onCompositionStart={() => {
            isComposing.current = true
          }}
          onCompositionEnd={() => {
            isComposing.current = false
          }}
          onSelect={caret.remember}
          onBlur={caret.remember}
          onFocus={caret.focused}
          onPaste={paste}
          onKeyDown={press}
          className={`${typography} resize-none overflow-hidden bg-transparent text-transparent caret-text outline-none forced-colors:text-[CanvasText]`}
        />
      </div>
      {core ? (
        <core.FieldKeys field={field} text={text} choice={view.choice} isComposing={isComposing} />
      ) : null}
    </div>
  )
}

/** What a prompt from elsewhere has and a few words have not: flags, addresses, the command itself. */
const partOfPrompt = /--|[–—―－]|https?:\/\/|^\s*\/imagine/i

/** A pasted prompt gives its parts to the controls, and only its words are typed. */
function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const { currentTarget: field, clipboardData } = event
  const pasted = clipboardData.getData('text/plain')
  if (!partOfPrompt.test(pasted)) return
  event.preventDefault()
  const selection = { from: field.selectionStart, to: field.selectionEnd }
  loadCore().then(
    (core) => typeText(field, core.paste(pasted, selection) ?? pasted),
    () => typeText(field, pasted),
  )
}

/** The letters alone, until prompts are understood. */
function PlainTint({ text, className }: { text: string; className: string }) {
  return (
    <div aria-hidden className={className}>
      {text}
      {text === '' || text.endsWith('\n') ? '\u200b' : null}
    </div>
  )
}

/**
 * React puts the caret at the end whenever the text changes from outside. This puts it back between the letters
 * where it was, or where `moveTo` said; at once, or when the field gets the focus back from a control.
 */
function useCaret(field: { current: HTMLTextAreaElement | null }, text: string) {
  const shown = useRef(text)
  const selection = useRef<readonly [number, number]>([0, 0])
  const wanted = useRef<number | null>(null)
  const isMisplaced = useRef(false)

  const restore = () => field.current?.setSelectionRange(...selection.current)

  useLayoutEffect(() => {
    if (shown.current === text && wanted.current === null) return
    const place = (at: number) => wanted.current ?? moveCaret(shown.current, text, at)
    const [from, to] = selection.current
    selection.current = [place(from), place(to)]
    wanted.current = null
    shown.current = text
    // Safari takes the focus along when an unfocused field gets a selection.
    if (document.activeElement === field.current) restore()
    else isMisplaced.current = true
  })

  return {
    typed: (value: string) => {
      shown.current = value
    },
    remember: () => {
      if (field.current)
        selection.current = [field.current.selectionStart, field.current.selectionEnd]
    },
    focused: () => {
      if (isMisplaced.current) restore()
      isMisplaced.current = false
    },
    moveTo: (at: number | null) => {
      wanted.current = at
    },
  }
}
