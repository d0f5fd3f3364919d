'use client'

import { memo } from 'react'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { ActionIcon } from './action-icon'
import { useActionWords } from './action-words'
import { PressButton } from './press-button'
import { useLacks } from './use-lacks'
import { usePress, usePressState } from './use-press'

type Face = 'icon' | 'short' | 'short-with-icon' | 'name'

/**
 * One button of a task; its accessible name is always the action's full name. Click presses it, or goes to the result
 * once it was pressed; Shift-click writes the prompt first, Alt-click presses it again.
 */
export const ActionButton = memo(function ActionButton({
  task,
  placed,
  face = 'short',
  className,
}: {
  task: Task
  placed: PlacedButton
  face?: Face
  className?: string
}) {
  const press = usePress()
  const { press: state, progress } = usePressState(task, placed)
  const { nameOf, shortOf } = useActionWords()
  const lacks = useLacks(task)
  const name = nameOf(placed)
  // What was made while the gateway could still do it can be opened all the same.
  const lack = state.name === 'idle' ? lacks.ofButton(placed) : null
  const label = face === 'name' ? name : shortOf(placed)

  return (
    <PressButton
      name={name}
      press={state}
      progress={progress}
      lack={lack}
      hint={label === name ? undefined : name}
      className={className}
      onClick={(event) => press(task, placed, { edit: event.shiftKey, again: event.altKey })}
    >
      {face === 'short' || face === 'name' ? null : (
        <ActionIcon meaning={placed.meaning} isFilled={state.name === 'favourite'} />
      )}
      {face === 'icon' ? null : label}
    </PressButton>
  )
})
