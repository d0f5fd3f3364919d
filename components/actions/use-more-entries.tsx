'use client'

import CornerUpRight from 'lucide-react/icons/corner-up-right'
import Pencil from 'lucide-react/icons/pencil'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import { useTranslations } from 'use-intl'
import type { MenuEntry } from '@/components/ui/menu'
import { opensWindow } from '@/lib/mj/buttons'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { ActionIcon } from './action-icon'
import { useActionWords } from './action-words'
import { latestChild } from './press'
import { type PressButton, usePress } from './use-press'

/**
 * The lines of a "more" menu: first the buttons without a place of their own, then for those that have one what a
 * plain click does not do (write the prompt first, press again).
 */
export function useMoreEntries(
  task: Task,
  unplaced: readonly PlacedButton[],
  placed: readonly PlacedButton[],
): readonly MenuEntry[] {
  const t = useTranslations('actions')
  const { nameOf } = useActionWords()
  const press = usePress()

  const plain = unplaced.map((one) => ({
    ...entry(task, one, press),
    label: nameOf(one),
    ...(one.meaning.kind === 'region' ? { disabled: true, note: t('regionLater') } : {}),
  }))
  const edits = placed
    .filter(({ meaning }) => opensWindow(meaning) === 'with-remix')
    .map((one) => ({
      label: t('editFirst', { name: nameOf(one) }),
      icon: <Pencil />,
      onSelect: () => press(task, one, { edit: true }),
    }))
  const repeats = [...placed, ...unplaced]
    .filter(({ button }) => latestChild(task.children, button.customId))
    .map((one) => ({
      label: t('again', { name: nameOf(one) }),
      icon: <RotateCcw />,
      onSelect: () => press(task, one, { again: true }),
    }))
  return joinGroups([plain, repeats, edits])
}

function entry(task: Task, placed: PlacedButton, press: PressButton) {
  const isPressed = latestChild(task.children, placed.button.customId)?.state === 'done'
  return {
    icon: isPressed ? <CornerUpRight /> : <ActionIcon meaning={placed.meaning} />,
    onSelect: () => press(task, placed),
  }
}

export function joinGroups(groups: readonly (readonly MenuEntry[])[]): readonly MenuEntry[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' } as const, ...group]))
}
