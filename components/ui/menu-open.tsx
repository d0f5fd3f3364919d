'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Fragment, useRef } from 'react'
import { classNames } from './class-names'
import { Kbd } from './kbd'
import type { MenuEntry, MenuProps } from './menu'

const row = classNames(
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1 text-sm text-muted outline-none select-none',
  'data-highlighted:bg-hover data-highlighted:text-text pointer-coarse:min-h-11',
  'aria-disabled:text-faint aria-disabled:data-highlighted:text-faint aria-disabled:[&>svg]:opacity-50',
  '[&_svg]:size-[15px] [&_svg]:shrink-0',
)

const firstItem = '[role^="menuitem"]:not([data-disabled])'

export default function OpenMenu({
  trigger,
  entries,
  side = 'bottom',
  align = 'start',
  byKeyboard,
}: MenuProps & { byKeyboard: boolean }) {
  // Radix learns of keys from its own button, which was not there yet when the first one was pressed.
  const isEntryDue = useRef(byKeyboard)
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* Inside the main landmark, where a screen reader looks for what belongs to the page. */}
      <DropdownMenu.Portal container={document.getElementById('content')}>
        <DropdownMenu.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (!isEntryDue.current || target !== currentTarget) return
            isEntryDue.current = false
            currentTarget.querySelector<HTMLElement>(firstItem)?.focus()
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-xl border border-line-strong bg-raised p-1 shadow-float"
        >
          {entries.map((entry, index) => (
            // Entries have no identity beyond their place.
            <Entry key={index} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.type === 'separator') return <DropdownMenu.Separator className="my-1 h-px bg-line" />
  if (entry.type === 'choice') {
    return (
      <Fragment>
        <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-faint">
          {entry.label}
        </DropdownMenu.Label>
        <DropdownMenu.RadioGroup value={entry.value} onValueChange={entry.onChange}>
          {entry.options.map((option) => (
            <DropdownMenu.RadioItem key={option.value} value={option.value} className={row}>
              <span className="flex-1">{option.label}</span>
              <DropdownMenu.ItemIndicator>
                <Check className="text-accent" />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </Fragment>
    )
  }
  return (
    <DropdownMenu.Item
      // Radix skips what it calls disabled; like this arrows and screen readers still come by the reason.
      aria-disabled={entry.disabled}
      onSelect={(event) => {
        if (entry.disabled) event.preventDefault()
        else entry.onSelect()
      }}
      className={row}
    >
      {entry.icon}
      <span className="max-w-72 flex-1">
        {entry.label}
        {entry.note ? <span className="block text-xs text-faint">{entry.note}</span> : null}
      </span>
      {entry.shortcut ? <Kbd>{entry.shortcut}</Kbd> : null}
    </DropdownMenu.Item>
  )
}
