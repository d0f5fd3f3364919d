'use client'
/** The editor of one picture for as long as it is on the screen, and what a component sees of it. */
import { useSyncExternalStore } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'

/** A number that grows with every change: read the editor itself for what has changed. */
export function useEditorVersion(editor: MaskEditor): number {
  return useSyncExternalStore(
    (listener) => editor.subscribe(listener),
    () => editor.version,
    () => 0,
  )
}
