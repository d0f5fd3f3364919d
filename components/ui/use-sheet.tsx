'use client'

import { type ComponentType, type ReactNode, Suspense, useState } from 'react'

/** A dialog that costs nothing until somebody asks for it; `Sheet` is lazy. Answers what to draw, and how to open it. */
export function useSheet(
  Sheet: ComponentType<{ onClose: () => void }>,
): readonly [sheet: ReactNode, open: () => void] {
  const [isOpen, setOpen] = useState(false)
  const sheet = isOpen ? (
    <Suspense fallback={null}>
      <Sheet onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
  return [sheet, () => setOpen(true)]
}
