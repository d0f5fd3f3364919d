'use client'

import type { ComponentProps } from 'react'
import { framesOf } from '@/components/quadrants/frames'
import type { Frame } from '@/components/quadrants/frames'
import { useShareEntry } from '@/components/sharing/share-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { useAsEntries } from './use-as'
import { joinGroups, useMoreEntries } from './use-more-entries'

type MoreMenuProps = {
  task: Task
  unplaced: readonly PlacedButton[]
  placed: readonly PlacedButton[]
  /** Before everything else. */
  first?: readonly MenuEntry[]
  /** The picture that is meant; without one, the task's only picture if it has just one. */
  frame?: Frame
  trigger: ComponentProps<typeof Menu>['trigger']
}

/** All that has no button of its own: further actions, presses with a new prompt, and what a picture can be used as. */
export function MoreMenu({ frame, ...props }: MoreMenuProps) {
  const frames = framesOf(props.task.pictures)
  const meant = frame ?? (frames.length === 1 && props.task.text === '' ? frames[0] : undefined)
  return meant ? <PictureMenu {...props} frame={meant} /> : <ActionMenu {...props} uses={[]} />
}

function PictureMenu({ frame, ...props }: MoreMenuProps & { frame: Frame }) {
  return <ActionMenu {...props} uses={useAsEntries(frame)} />
}

function ActionMenu({
  task,
  unplaced,
  placed,
  first = [],
  uses,
  trigger,
}: Omit<MoreMenuProps, 'frame'> & { uses: readonly MenuEntry[] }) {
  const more = useMoreEntries(task, unplaced, placed)
  const entries = joinGroups([first, more, uses, useShareEntry(task)])
  return entries.length > 0 ? <Menu entries={entries} align="end" trigger={trigger} /> : null
}
