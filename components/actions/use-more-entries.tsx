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
import { type Lacks, useLacks } from './use-lacks'
import { latestChild, pressOfButton } from './press'
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
  const lacks = useLacks(task)

  const plain = unplaced.map((one) => ({ ...entry(task, one, press, lacks), label: nameOf(one) }))
  const edits = placed
    .filter(({ meaning }) => opensWindow(meaning) === 'with-remix')
    .map((one) => ({
      label: t('editFirst', { name: nameOf(one) }),
      icon: <Pencil />,
      ...because(lacks.ofButton(one, true)),
      onSelect: () => press(task, one, { edit: true }),
    }))
  const repeats = [...placed, ...unplaced]
    .filter(({ button, meaning }) => {
      const isOnce = meaning.kind === 'bookmark' || meaning.kind === 'region'
      return !isOnce && latestChild(task.children, button.customId)
    })
    .map((one) => ({
      label: t('again', { name: nameOf(one) }),
      icon: <RotateCcw />,
      ...because(lacks.ofButton(one)),
      onSelect: () => press(task, one, { again: true }),
    }))
  return joinGroups([plain, repeats, edits])
}

function entry(task: Task, placed: PlacedButton, press: PressButton, lacks: Lacks) {
  const { meaning } = placed
  const state = pressOfButton(task, placed, false)
  return {
    icon:
      state.name === 'done' ? (
        <CornerUpRight />
      ) : (
        <ActionIcon meaning={meaning} isFilled={state.name === 'favourite'} />
      ),
    ...because(state.name === 'idle' ? lacks.ofButton(placed) : null),
    onSelect: () => press(task, placed),
  }
}

/** A line that cannot be chosen stays readable, with its reason. */
export function because(reason: string | null): { disabled?: boolean; note?: string } {
  return reason === null ? {} : { disabled: true, note: reason }
}

export function joinGroups(groups: readonly (readonly MenuEntry[])[]): readonly MenuEntry[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' } as const, ...group]))
}
