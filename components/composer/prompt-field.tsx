'use client'

import { useLayoutEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { moveCaret } from './caret'
import { promptFieldId } from './focus-composer'
import { PromptTint } from './prompt-tint'

/** Shared by the field and the tint below it: a different line break in one would show as doubled text. */
const typography =
  'col-start-1 row-start-1 w-full py-1.5 text-xl pointer-coarse:py-2.5 break-words whitespace-pre-wrap [font-feature-settings:inherit]'

/**
 * A plain textarea whose own letters are transparent, over the same letters in colour: caret, selection, input
 * methods and screen readers find what they know. It grows with its text because the tint, which is in the flow,
 * does.
 */
export function PromptField({
  text,
  describedBy,
  isInvalid,
  onChange,
  onPaste,
  onSubmit,
  onRecall,
}: {
  text: string
  describedBy: string
  isInvalid: boolean
  onChange: (text: string) => void
  /** Says which words to type in place of what is pasted; null to paste as usual. */
  onPaste: (pasted: string, selection: { from: number; to: number }) => string | null
  onSubmit: (options: { keep: boolean }) => void
  onRecall: (step: 1 | -1) => boolean
}) {
  const t = useTranslations('composer')
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useCaret(field, text)

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart: from, selectionEnd: to } = event.currentTarget
    const words = onPaste(event.clipboardData.getData('text/plain'), { from, to })
    if (words === null) return
    event.preventDefault()
    typeText(event.currentTarget, words)
  }

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229 is what Safari reports for the Enter that ends a composition, after it has ended.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      onSubmit({ keep: event.ctrlKey || event.metaKey })
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      if (onRecall(event.key === 'ArrowUp' ? 1 : -1)) caret.moveTo(Number.MAX_SAFE_INTEGER)
    }
  }

  return (
    <div className="grid max-h-[40dvh] min-w-0 flex-1 overflow-y-auto overscroll-contain">
      <PromptTint text={text} className={`${typography} forced-colors:invisible`} />
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
          onChange(event.target.value)
        }}
        onSelect={caret.remember}
        onBlur={caret.remember}
        onFocus={caret.focused}
        onPaste={paste}
        onKeyDown={press}
        className={`${typography} resize-none overflow-hidden bg-transparent text-transparent caret-text outline-none forced-colors:text-[CanvasText]`}
      />
    </div>
  )
}

/** Types over the selection, as the keyboard would. No other way leaves the browser's own undo intact. */
function typeText(field: HTMLTextAreaElement, text: string): void {
  const isEmpty = field.selectionStart === field.selectionEnd
  if (text === '' && isEmpty) return
  if (document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
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
    moveTo: (at: number) => {
      wanted.current = at
    },
  }
}
