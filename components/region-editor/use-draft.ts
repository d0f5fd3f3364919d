'use client'
/** What is written and painted, kept in the browser as it happens. */
import { useEffect, useRef } from 'react'
import { forgetRegionDraft, writeRegionDraft } from '@/lib/client/region-drafts'
import type { MaskEditor } from '@/lib/editor/editor'
import { writeDocument } from '@/lib/editor/saved'

/** Often enough that a crash costs a stroke at most, seldom enough that nobody feels it. */
const pauseMs = 250

export function useDraft(editor: MaskEditor, draftKey: string, prompt: string): void {
  const words = useRef(prompt)
  const keepSoon = useRef<() => void>(() => undefined)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let kept = { commands: editor.commands, prompt: words.current }
    const keep = () => {
      timer = undefined
      const now = { commands: editor.commands, prompt: words.current }
      if (isSame(kept, now)) return
      kept = now
      const isEmpty = now.commands.length === 0
      const document = writeDocument(editor.size, now.commands)
      void (isEmpty && now.prompt === ''
        ? forgetRegionDraft(draftKey)
        : writeRegionDraft(draftKey, { document, prompt: now.prompt, at: Date.now() }))
    }
    const soon = () => {
      timer ??= setTimeout(keep, pauseMs)
    }
    keepSoon.current = soon
    const stop = editor.subscribe((dirty) => dirty && soon())
    window.addEventListener('pagehide', keep)
    return () => {
      stop()
      window.removeEventListener('pagehide', keep)
      if (timer !== undefined) {
        clearTimeout(timer)
        keep()
      }
    }
  }, [editor, draftKey])

  useEffect(() => {
    words.current = prompt
    keepSoon.current()
  }, [prompt])
}

type Kept = { commands: MaskEditor['commands']; prompt: string }

/** The list is made anew each time it is asked for; its last command tells one state from the next. */
function isSame(a: Kept, b: Kept): boolean {
  return (
    a.prompt === b.prompt &&
    a.commands.length === b.commands.length &&
    a.commands.at(-1) === b.commands.at(-1)
  )
}
