'use client'
import { useMemo } from 'react'
import { thumbHashToDataURL } from 'thumbhash'

/** A picture's blur as a CSS image, to stand where its bytes will be; undefined where it has none. */
export function useBlur(thumbhash: string): string | undefined {
  return useMemo(() => {
    if (thumbhash === '') return undefined
    const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0))
    return `url(${thumbHashToDataURL(bytes)})`
  }, [thumbhash])
}
