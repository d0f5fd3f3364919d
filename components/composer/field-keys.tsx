'use client'

import { useEffect, type RefObject } from 'react'
import type { ModelChoice } from '@/lib/mj/models'
import { travel } from './composer-undo'
import { FlagList } from './flag-list'

/** What the prompt field does beside taking text: a list of flags, and an undo that knows of the controls. */
export function FieldKeys({
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
  useEffect(() => (field.current ? watchUndo(field.current) : undefined), [field])
  return <FlagList field={field} text={text} choice={choice} isComposing={isComposing} />
}

/** Keys, and what menus and gestures ask for (`beforeinput`). An input method has its own undo while it composes. */
function watchUndo(field: HTMLTextAreaElement): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && !(key === 'y' && event.ctrlKey)) return
    event.preventDefault()
    travel(key === 'y' || event.shiftKey ? 'redo' : 'undo')
  }
  const ask = (event: InputEvent) => {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
    event.preventDefault()
    travel(event.inputType === 'historyUndo' ? 'undo' : 'redo')
  }
  field.addEventListener('keydown', press)
  field.addEventListener('beforeinput', ask)
  return () => {
    field.removeEventListener('keydown', press)
    field.removeEventListener('beforeinput', ask)
  }
}
