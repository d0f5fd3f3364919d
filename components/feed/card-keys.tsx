'use client'

import { type RefObject } from 'react'
import { useCardKeys } from '@/components/quadrants/use-card-keys'
import { useSheet } from '@/components/ui/use-sheet'
import { WindowHost } from '@/components/window-dialog/window-host'
import { lazy } from '@/lib/client/lazy'

const KeysSheet = lazy(() => import('@/components/quadrants/keys-sheet'))

/**
 * The keys of the cards within `root`, with what they open: the list of keys, and the windows of buttons. What covers
 * the cards has keys and a place for windows of its own.
 */
export function CardKeys({
  root,
  isCovered,
}: {
  root: RefObject<HTMLElement | null>
  isCovered: boolean
}) {
  const [keysSheet, showKeys] = useSheet(KeysSheet)
  useCardKeys(root, { isEnabled: !isCovered, onHelp: showKeys })
  return (
    <>
      {isCovered ? null : <WindowHost />}
      {keysSheet}
    </>
  )
}
