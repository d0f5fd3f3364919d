import 'server-only'
/** What a victim can be asked for, one line of JSON each, and how it does it. */
import type { TaskState } from '@/lib/mj/task'
import type { RunningStudio } from '@/lib/server/open-studio'
import { viewerOf } from '@/lib/server/member-state'

export type Order =
  | { do: 'submit'; clientKey: string; prompt: string }
  | { do: 'note'; taskId: string; note: string }
  | { do: 'favour'; frameId: string }
  | { do: 'found-collection'; name: string }
  | { do: 'collect'; collectionId: string; frameId: string }
  /** Of the whole library, the newest first. */
  | { do: 'frames'; limit: number }
  | { do: 'changes'; after: number }

const viewer = viewerOf('owner')

export async function obey(studio: RunningStudio, order: Order): Promise<unknown> {
  const { library } = studio
  switch (order.do) {
    case 'submit': {
      const submission = { verb: 'imagine', prompt: order.prompt } as const
      const [task] = await studio.submit(viewer, [{ clientKey: order.clientKey, submission }])
      return task!.id
    }
    case 'note':
      return (await library.note(viewer, order.taskId, order.note)).id
    case 'favour':
      return library.mark(viewer, { ids: [order.frameId] }, { favourite: true })
    case 'found-collection':
      return (await library.createCollection(viewer, order.name)).id
    case 'collect':
      return library.collect(viewer, order.collectionId, { ids: [order.frameId] })
    case 'frames':
      return newestFrames(studio, order.limit)
    case 'changes': {
      const { seq, tasks } = await studio.changes(viewer, order.after, { holdMs: 200 })
      return {
        seq,
        tasks: tasks.map(({ id, state, note }) => ({ id, state: wordOf(state), note })),
      }
    }
  }
}

/** A state in two words at most: `running`, `done kept`. */
export function wordOf(state: TaskState): string {
  return state.name === 'done' ? `done ${state.archive}` : state.name
}

async function newestFrames({ library }: RunningStudio, limit: number): Promise<readonly string[]> {
  const { months } = await library.wall(viewer, '')
  const month = months[0]?.name
  if (month === undefined) return []
  const frames = await library.frames(viewer, '', { month, offset: 0, limit })
  return frames.map(({ id }) => id)
}
