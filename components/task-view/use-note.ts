'use client'
/**
 * A note about a task while it is written. It saves itself a moment after the last letter; until the studio has it, it
 * is kept in the tab, so neither a reload nor a studio that does not answer loses a word.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { libraryApi } from '@/lib/client/library-api'
import { putTasks } from '@/lib/client/tasks'
import type { Task } from '@/lib/mj/task'

type NoteState = 'idle' | 'saving' | 'saved' | 'waiting'

const saveAfterMs = 700
const againAfterMs = 5000
const storeKey = (taskId: string) => `safelight.note.${taskId}`

export function useNote(task: Pick<Task, 'id' | 'note'>) {
  const client = useQueryClient()
  // Null while what is shown is what the studio has.
  const [draft, setDraft] = useState(() => sessionStorage.getItem(storeKey(task.id)))
  const [state, setState] = useState<NoteState>('idle')

  async function save(note: string): Promise<void> {
    setState('saving')
    try {
      const { task: saved } = await libraryApi.note(task.id, note)
      putTasks(client, [saved])
    } catch {
      // Said beside the field, and tried again for as long as the page lives; the draft stays in the tab.
      return setState('waiting')
    }
    if (sessionStorage.getItem(storeKey(task.id)) !== note) return undefined
    sessionStorage.removeItem(storeKey(task.id))
    setDraft(null)
    return setState('saved')
  }
  const saveNow = useEffectEvent(save)

  const isWaiting = state === 'waiting'
  useEffect(() => {
    if (draft === null) return undefined
    const timer = setTimeout(() => void saveNow(draft), isWaiting ? againAfterMs : saveAfterMs)
    return () => clearTimeout(timer)
  }, [draft, isWaiting])

  return {
    text: draft ?? task.note,
    state,
    write: (text: string): void => {
      sessionStorage.setItem(storeKey(task.id), text)
      setState('idle')
      setDraft(text)
    },
    /** Whoever leaves the field does not wait for the pause. */
    flush: (): void => {
      if (draft !== null && state !== 'saving') void save(draft)
    },
  }
}
