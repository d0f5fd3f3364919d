'use client'
/** The editor of one picture for as long as it is on the screen, and what a component sees of it. */
import { useSyncExternalStore } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'

/** A number that grows with every change: read the editor itself for what has changed. */
export function useEditorVersion(editor: MaskEditor): number {
  return useSyncExternalStore(
    (listener) => onceAFrame(editor, listener),
    () => editor.version,
    () => 0,
  )
}

type Frames = { listeners: Set<() => void>; stop: () => void }
const framesOf = new WeakMap<MaskEditor, Frames>()

/**
 * A pen moves more often than a screen is drawn: numbers and buttons around the picture follow once a frame, all of
 * them in one go. The film itself does not wait.
 */
function onceAFrame(editor: MaskEditor, listener: () => void): () => void {
  const frames = framesOf.get(editor) ?? follow(editor)
  framesOf.set(editor, frames)
  frames.listeners.add(listener)
  return () => {
    frames.listeners.delete(listener)
    if (frames.listeners.size > 0) return
    frames.stop()
    framesOf.delete(editor)
  }
}

function follow(editor: MaskEditor): Frames {
  const listeners = new Set<() => void>()
  let frame = 0
  const stop = editor.subscribe(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      for (const listener of listeners) listener()
    })
  })
  return {
    listeners,
    stop() {
      stop()
      cancelAnimationFrame(frame)
    },
  }
}
