'use client'
import { useEffect, useState } from 'react'

/** A drag reports many times a second; one that has been silent for longer has gone elsewhere. */
const silenceMs = 1500

/**
 * Takes a file that is dropped anywhere on the page, as long as it is no picture: those belong to the composer, whose
 * zones open for them everywhere. Answers whether such a file is being dragged over the page.
 */
export function useFileDrop(take: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    let ending: ReturnType<typeof setTimeout> | undefined
    const endIn = (ms: number) => {
      clearTimeout(ending)
      ending = setTimeout(() => setOver(false), ms)
    }
    const over = (event: DragEvent) => {
      if (!isOurs(event.dataTransfer)) return
      // Whoever listens further out sees that it is taken.
      event.preventDefault()
      event.dataTransfer!.dropEffect = 'copy'
      setOver(true)
      endIn(silenceMs)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) endIn(120)
    }
    const drop = (event: DragEvent) => {
      if (!isOurs(event.dataTransfer)) return
      event.preventDefault()
      endIn(0)
      take([...event.dataTransfer!.files])
    }
    const listeners = [
      ['dragenter', over],
      ['dragover', over],
      ['dragleave', leave],
      ['drop', drop],
    ] as const
    for (const [type, listener] of listeners) window.addEventListener(type, listener, true)
    return () => {
      clearTimeout(ending)
      for (const [type, listener] of listeners) window.removeEventListener(type, listener, true)
    }
  }, [take])
  return isOver
}

function isOurs(data: DataTransfer | null): boolean {
  if (!data?.types.includes('Files') || document.querySelector('dialog[open]')) return false
  const files = [...data.items].filter(({ kind }) => kind === 'file')
  return files.length > 0 && files.every(({ type }) => !type.startsWith('image/'))
}
