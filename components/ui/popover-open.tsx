'use client'

import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { PopoverProps } from './popover'

export default function OpenPopover({
  trigger,
  label,
  side = 'bottom',
  align = 'start',
  children,
}: PopoverProps) {
  const [isOpen, setOpen] = useState(true)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={8}
          aria-label={label}
          onOpenAutoFocus={(event) => {
            // A field that took the focus would call up the keyboard of a phone, over what was opened.
            if (!window.matchMedia('(pointer: coarse)').matches) return
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          className="z-50 max-h-(--radix-popover-content-available-height) w-max max-w-[min(360px,calc(100vw-16px))] animate-rise overflow-y-auto rounded-xl border border-line-strong bg-raised p-4 text-base shadow-float outline-none"
        >
          {children(() => setOpen(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
