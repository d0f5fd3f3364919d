'use client'
import { useFormatter } from 'use-intl'
import { bytesIn } from './bytes'

/** Says sizes in the language of the page. */
export function useBytes(): (bytes: number) => string {
  return bytesIn(useFormatter())
}
