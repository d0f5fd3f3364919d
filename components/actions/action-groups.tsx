'use client'

import Ellipsis from 'lucide-react/icons/ellipsis'
import { type ReactNode, memo, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Menu } from '@/components/ui/menu'
import { WindowHost } from '@/components/window-dialog/window-host'
import { type ButtonGroups, type PlacedButton, groupButtons } from '@/lib/mj/buttons-grouping'
import { imagePath } from '@/lib/mj/task'
import type { Task } from '@/lib/mj/task'
import { ActionButton } from './action-button'
import { useMoreEntries } from './use-more-entries'

/** All that can be done with a task, grouped by meaning, for the side of its own page. */
export const ActionGroups = memo(function ActionGroups({ task }: { task: Task }) {
  const t = useTranslations('actions')
  const groups = useMemo(() => groupButtons(task.buttons), [task.buttons])
  const hasSides = groups.pan.length > 0 && groups.zoom.length > 0
  // A task that waits for a prompt has no buttons yet, but a window.
  if (task.buttons.length === 0) return <WindowHost />

  return (
    <div className="flex flex-col gap-4">
      <QuadrantGroup task={task} groups={groups} />
      <Group title={t('group.upscale')} buttons={groups.upscale}>
        <Row task={task} buttons={groups.upscale} />
      </Group>
      <Group title={t('group.vary')} buttons={groups.vary}>
        <Row task={task} buttons={groups.vary} />
      </Group>
      <div className={hasSides ? 'grid grid-cols-2 gap-[18px]' : 'contents'}>
        <Group title={t('group.pan')} buttons={groups.pan}>
          <PanCross task={task} buttons={groups.pan} />
        </Group>
        <Group title={t('group.zoom')} buttons={groups.zoom}>
          <div className="grid gap-[5px]">
            {groups.zoom.map((one) => (
              <ActionButton key={one.key} task={task} placed={one} />
            ))}
          </div>
        </Group>
      </div>
      <Group title={t('group.animate')} buttons={groups.animate}>
        <Row task={task} buttons={groups.animate} />
      </Group>
      {/* The numbered prompts of a text stand on its cards. */}
      <Group title={t('group.picks')} buttons={task.text === '' ? groups.picks : []}>
        <Row task={task} buttons={groups.picks} />
      </Group>
      <MoreGroup task={task} groups={groups} />
      <WindowHost />
    </div>
  )
})

function Group({
  title,
  buttons,
  children,
}: {
  title: string
  /** What can be done here: where there is nothing, there is no group. */
  buttons: readonly unknown[]
  children: ReactNode
}) {
  if (buttons.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="mb-[7px] text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  )
}

function Row({ task, buttons }: { task: Task; buttons: readonly PlacedButton[] }) {
  return (
    <div className="flex flex-wrap gap-[5px]">
      {buttons.map((one) => (
        <ActionButton
          key={one.key}
          task={task}
          placed={one}
          face={one.meaning.kind === 'region' ? 'short-with-icon' : 'short'}
          className="flex-1"
        />
      ))}
    </div>
  )
}

function QuadrantGroup({ task, groups }: { task: Task; groups: ButtonGroups }) {
  const t = useTranslations('actions')
  const { quadrantUpscales, quadrantVariations } = groups
  const isGrid = quadrantUpscales.length + quadrantVariations.length > 0
  return (
    <Group
      title={t('group.quadrants')}
      buttons={isGrid ? [...quadrantUpscales, ...quadrantVariations] : []}
    >
      <div className="flex flex-col gap-[5px]">
        <Row task={task} buttons={quadrantUpscales} />
        <Row task={task} buttons={quadrantVariations} />
      </div>
    </Group>
  )
}

const panPlaces = {
  up: 'col-start-2 row-start-1',
  left: 'col-start-1 row-start-2',
  right: 'col-start-3 row-start-2',
  down: 'col-start-2 row-start-3',
} as const

/** Four arrows around the picture they move. */
function PanCross({ task, buttons }: { task: Task; buttons: readonly PlacedButton[] }) {
  const picture = task.pictures[0]
  return (
    <div className="grid grid-cols-[34px_1fr_34px] gap-[5px] pointer-coarse:grid-cols-[44px_1fr_44px]">
      {buttons.map((one) => (
        <ActionButton
          key={one.key}
          task={task}
          placed={one}
          face="icon"
          className={classNames(
            '!min-w-0 !px-0',
            one.meaning.kind === 'pan' && panPlaces[one.meaning.direction],
          )}
        />
      ))}
      {picture ? (
        <img
          src={imagePath(picture.id, 256)}
          alt=""
          className="col-start-2 row-start-2 h-full max-h-11 min-h-[30px] w-full rounded-md object-cover"
        />
      ) : null}
    </div>
  )
}

function MoreGroup({ task, groups }: { task: Task; groups: ButtonGroups }) {
  const t = useTranslations('actions')
  const placed = useMemo(
    () => [
      ...groups.quadrantVariations,
      ...groups.vary,
      ...groups.pan,
      ...groups.animate,
      ...groups.reroll,
      ...groups.quadrantUpscales,
      ...groups.upscale,
      ...groups.zoom,
      ...groups.more,
    ],
    [groups],
  )
  const entries = useMoreEntries(task, [], placed)
  const inSight = [...groups.reroll, ...groups.more]
  return (
    <Group title={t('group.more')} buttons={[...inSight, ...entries]}>
      <div className="flex flex-wrap gap-[5px]">
        {inSight.map((one) => (
          <ActionButton
            key={one.key}
            task={task}
            placed={one}
            face={one.meaning.kind === 'unknown' ? 'name' : 'short-with-icon'}
          />
        ))}
        {entries.length > 0 ? (
          <Menu
            entries={entries}
            align="end"
            trigger={<Button aria-label={t('more')} icon={<Ellipsis />} className="!px-2" />}
          />
        ) : null}
      </div>
    </Group>
  )
}
