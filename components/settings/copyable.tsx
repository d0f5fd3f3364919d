'use client'

import { Copy } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useCopy } from '@/components/ui/use-copy'

/** Something to be typed elsewhere, to the letter. `label` is what its button is called. */
export function Copyable({ label, children }: { label: string; children: string }) {
  const copy = useCopy()
  return (
    <div className="flex items-start gap-2">
      <pre
        // It scrolls sideways, and has to for those who have only keys.
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto rounded-lg bg-surface px-3 py-2 font-mono text-sm leading-5"
      >
        {children}
      </pre>
      <IconButton
        label={label}
        icon={<Copy />}
        tooltipSide="left"
        look="ghost"
        onClick={() => copy(children)}
      />
    </div>
  )
}
