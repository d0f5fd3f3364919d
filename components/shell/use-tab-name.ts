'use client'
import { useEffect } from 'react'
import { keepTitleName } from './tab-progress'

/** More than this no tab shows, and a prompt can be a page long. */
const mostShown = 80

/** What the tab is called for as long as the caller is on the screen. */
export function useTabName(name: string): void {
  useEffect(() => keepTitleName(`${name.slice(0, mostShown).trim()} · Safelight`), [name])
}
