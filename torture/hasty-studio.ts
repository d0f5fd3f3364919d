/** A studio in this process, in front of a gateway of a scenario, that gives up within seconds, and not after a day. */
import type { Task } from '@/lib/mj/task'
import { openStudio, type RunningStudio } from '@/lib/server/open-studio'
import type { Viewer } from '@/lib/server/viewer'
import { tortureGateway } from './torture-gateway'
import { until } from './until'
import { viewerOf } from '@/lib/server/member-state'

export const owner = viewerOf('owner')

export type HastyStudio = RunningStudio & {
  /** Submits `… #0` to `… #<count - 1>` and waits until the archive has an end of each: kept, or gone and why. */
  archiveAll(count: number, of?: { viewer: Viewer; words: string }): Promise<readonly Task[]>
}

export async function openHastyStudio(options: {
  folder: string
  gatewayUrl: string
  key?: string
}): Promise<HastyStudio> {
  const studio = await openStudio({
    folder: options.folder,
    gateways: [tortureGateway(options.gatewayUrl, { key: options.key ?? '' })],
    timings: {
      sendsInFlight: 32,
      archiveGiveUpMs: 15_000,
      backoffMs: { least: 50, most: 200 },
    },
  })
  return {
    ...studio,
    async archiveAll(count, { viewer, words } = { viewer: owner, words: 'a fox at the door' }) {
      const numbers = Array.from({ length: count }, (_, n) => n)
      const items = numbers.map((n) => ({
        clientKey: `archive-${n}`,
        submission: { verb: 'imagine', prompt: `${words} #${n}` } as const,
      }))
      const ids: string[] = []
      for (let from = 0; from < count; from += 40) {
        const tasks = await studio.submit(viewer, items.slice(from, from + 40))
        ids.push(...tasks.map(({ id }) => id))
      }
      const ends: Task[] = []
      for (const id of ids) {
        await until(async () => hasEnd(await studio.task(viewer, id)), 120_000)
        ends.push(await studio.task(viewer, id))
      }
      return ends
    },
  }
}

function hasEnd({ state }: Task): boolean {
  return state.name === 'done' && (state.archive === 'kept' || state.archive === 'gone')
}

/** Why the archive has given a task up; '' for one that is kept. */
export function whyGone({ state }: Task): string {
  return state.name === 'done' && state.archive === 'gone' ? state.detail : ''
}
