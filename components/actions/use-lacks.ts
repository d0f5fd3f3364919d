'use client'
/** What the gateway of a task lacks, as sentences. */
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useGateways } from '@/lib/client/use-task'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { type StudioLack, lackOfCapability, lackOfPress } from './lacks'

/** Each answers with the reason, or null where nothing is in the way. */
export type Lacks = {
  ofButton: (placed: PlacedButton, edit?: boolean) => string | null
  of: (need: Parameters<typeof lackOfCapability>[2]) => string | null
}

export function useLacks(task: Task): Lacks {
  const gateways = useGateways()
  const say = useLackWords()
  return useMemo(
    () => ({
      ofButton: (placed, edit) => say(lackOfPress(gateways, task, placed, edit), task),
      of: (need) => say(lackOfCapability(gateways, task, need), task),
    }),
    [gateways, say, task],
  )
}

/** The sentence for a lack; it names the gateway. */
export function useLackWords() {
  const t = useTranslations('actions')
  return useMemo(
    () =>
      (lack: StudioLack | null, task: Pick<Task, 'gateway'>): string | null => {
        if (lack === null) return null
        return t(`lack.${lack}`, { gateway: task.gateway.name })
      },
    [t],
  )
}
