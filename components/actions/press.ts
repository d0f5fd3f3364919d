/** What has become of a button: read from the task's children and from what is still on its way. Pure. */
import { parseButton } from '@/lib/mj/buttons'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Child, Task, TaskStateName } from '@/lib/mj/task'

export type Press =
  | { name: 'idle' }
  /** Marked at the gateway, by us or by anybody: a bookmark makes no task that could be opened. */
  | { name: 'favourite' }
  /** Clicked; the studio has not answered yet. */
  | { name: 'sending' }
  | { name: 'running' | 'waiting' | 'done' | 'failed'; childId: string }

/** The newest child counts: pressing again replaces what the button shows. A cancelled one frees it. */
export function pressOf(task: Pick<Task, 'children'>, customId: string, isSending: boolean): Press {
  if (isSending) return { name: 'sending' }
  const child = latestChild(task.children, customId)
  return child ? pressOfChild(child.id, child.state) : { name: 'idle' }
}

/**
 * The same for a button in its place: a bookmark stays pressed, and Discord says so by its style 3. A region's button
 * is the door of the mask editor, which shows by itself what came of it.
 */
export function pressOfButton(
  task: Pick<Task, 'children'>,
  { button, meaning }: Pick<PlacedButton, 'button' | 'meaning'>,
  isSending: boolean,
): Press {
  if (meaning.kind === 'region') return { name: 'idle' }
  const press = pressOf(task, button.customId, isSending)
  if (meaning.kind !== 'bookmark') return press
  return press.name === 'done' || (press.name === 'idle' && button.style === 3)
    ? { name: 'favourite' }
    : press
}

/** True for presses that make no picture, only a mark on their parent: they have no place in a feed of pictures. */
export function isMark(customId: string | undefined): boolean {
  if (customId === undefined) return false
  return parseButton({ customId, label: '', emoji: '' }).kind === 'bookmark'
}

export function latestChild(children: readonly Child[], customId: string): Child | undefined {
  return children.findLast((child) => child.customId === customId)
}

export function pressOfChild(childId: string, state: TaskStateName): Press {
  switch (state) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'running':
      return { name: 'running', childId }
    case 'unclear':
    case 'window':
      return { name: 'waiting', childId }
    case 'done':
      return { name: 'done', childId }
    case 'refused':
    case 'not-sent':
    case 'failed':
    case 'lost':
      return { name: 'failed', childId }
    case 'cancelled':
      return { name: 'idle' }
  }
}

/** The parent with a child that the server will tell of in a moment: the button must not fall back to idle. */
export function withChild(parent: Task, child: Task, customId: string): Task {
  if (parent.children.some(({ id }) => id === child.id)) return parent
  const added = { id: child.id, customId, state: child.state.name }
  return { ...parent, children: [...parent.children, added] }
}
