'use client'
import { useState } from 'react'

/** The least that answers to somebody typing. */
export function Field() {
  const [text, setText] = useState('')
  return (
    <input aria-label="Prompt" value={text} onChange={(event) => setText(event.target.value)} />
  )
}
