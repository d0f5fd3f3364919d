'use client'

import Ellipsis from 'lucide-react/icons/ellipsis'
import { Suspense, memo, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { lazy } from '@/lib/client/lazy'
import { type PlacedButton, groupButtons } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { ActionButton } from './action-button'

// A feed without a finished picture has no menu.
const MoreMenu = lazy(async () => ({ default: (await import('./more-menu')).MoreMenu }))

type Row = { name: string; buttons: readonly PlacedButton[] }

/** All that can be done with a task, small enough for a card: rows of buttons, the rest under "more". */
export const GridActions = memo(function GridActions({ task }: { task: Task }) {
  const { rows, more } = useMemo(() => arrange(task), [task])
  const t = useTranslations('actions')
  const placed = useMemo(() => rows.flatMap((row) => row.buttons), [rows])
  if (rows.length === 0) return null
  const trigger = (
    <Button aria-label={t('more')} icon={<Ellipsis />} className="!px-2 max-md:flex-1" />
  )

  return (
    <div className="flex flex-col gap-[5px]">
      {rows.map((row, index) => (
        <div key={row.name} className="flex flex-wrap gap-[5px]">
          {row.buttons.map((one) => (
            <ActionButton
              key={one.key}
              task={task}
              placed={one}
              face={faceOf(one)}
              className="max-md:flex-1"
            />
          ))}
          {index === rows.length - 1 ? (
            <Suspense fallback={trigger}>
              <MoreMenu task={task} unplaced={more} placed={placed} trigger={trigger} />
            </Suspense>
          ) : null}
        </div>
      ))}
    </div>
  )
})

/** Grids have the two rows of the trade, U with the reroll and V; single pictures a row for each kind. */
function arrange(task: Task): { rows: readonly Row[]; more: readonly PlacedButton[] } {
  const groups = groupButtons(task.buttons)
  const isGrid = groups.quadrantUpscales.length + groups.quadrantVariations.length > 0
  const all: readonly Row[] = isGrid
    ? [
        { name: 'upscales', buttons: [...groups.quadrantUpscales, ...groups.reroll] },
        { name: 'variations', buttons: groups.quadrantVariations },
        { name: 'picks', buttons: groups.picks },
      ]
    : [
        { name: 'upscale', buttons: groups.upscale },
        { name: 'vary', buttons: groups.vary },
        { name: 'zoom', buttons: groups.zoom },
        { name: 'pan', buttons: [...groups.pan, ...groups.reroll] },
        { name: 'picks', buttons: groups.picks },
      ]
  // The numbered prompts of a text stand on its cards.
  const rows = all.filter(
    ({ name, buttons }) => buttons.length > 0 && (name !== 'picks' || task.text === ''),
  )
  const more = isGrid ? [...groups.upscale, ...groups.vary, ...groups.zoom, ...groups.pan] : []
  const rest = [...more, ...groups.animate, ...groups.more]
  return {
    rows: rows.length > 0 || rest.length === 0 ? rows : [{ name: 'more', buttons: [] }],
    more: rest,
  }
}

function faceOf({ meaning }: PlacedButton) {
  switch (meaning.kind) {
    case 'reroll':
    case 'describe-retry':
    case 'pan':
      return 'icon'
    case 'upscale-solo':
    case 'vary':
    case 'zoom-out':
    case 'region':
    case 'describe-all':
      return 'short-with-icon'
    default:
      return 'short'
  }
}
