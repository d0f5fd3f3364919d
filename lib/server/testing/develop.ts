import 'server-only'
/** Finished tasks for tests: from the submit through the gateway's answer to the kept picture. */
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task, TaskReport } from '@/lib/mj/task'
import { gridButtons, plainPicture } from './scripted-gateway'
import { type StudioUnderTest, viewer } from './studio-under-test'

let count = 0

/** A colour that no other picture of this process has. */
export function nextColor(): string {
  return `#${(count += 1).toString(16).padStart(6, '0')}`
}

export type Developed = {
  width?: number
  height?: number
  color?: string
  /** False: a picture that stands alone. */
  isGrid?: boolean
  report?: Partial<TaskReport>
}

/** A kept picture of its own colour, two to one and a grid unless it is told otherwise. */
export async function develop(
  under: StudioUnderTest,
  what: string | StudioSubmission,
  how: Developed = {},
): Promise<Task> {
  const submission = typeof what === 'string' ? ({ verb: 'imagine', prompt: what } as const) : what
  const { id, gatewayTaskId } = await under.submit(submission)
  const { width = 128, height = 64, color = nextColor(), isGrid = true, report = {} } = how
  const imageUrl = `https://cdn.example/${id}.png`
  under.gateway.pictures.set(imageUrl, await plainPicture(width, height, color))
  const buttons = isGrid ? gridButtons : gridButtons.slice(1, 2)
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl, buttons, ...report })
  return keptTask(under, id)
}

/** Waits until the archive has done its work. */
export async function keptTask(under: StudioUnderTest, id: string): Promise<Task> {
  await under.until(id, 'done')
  for (let turn = 0; turn < 1000; turn += 1) {
    const task = await under.task(id)
    if (task.state.name === 'done' && task.state.archive === 'kept') return task
    await under.clock.advance(100)
    // Its pictures are on their way to or from the disk.
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`not kept: ${JSON.stringify((await under.task(id)).state)}`)
}

/** Ids of all frames that a search finds, in the order of the wall. */
export async function foundBy(
  under: StudioUnderTest,
  query: string,
  who = viewer,
): Promise<readonly string[]> {
  const { library } = under.studio
  const { months } = await library.wall(who, query)
  const found: string[] = []
  for (const { name: month, count: limit } of months) {
    const frames = await library.frames(who, query, { month, offset: 0, limit })
    found.push(...frames.map((frame) => frame.id))
  }
  return found
}

/** Prompts of the tasks that a search finds, newest first, each once. */
export async function promptsFor(
  under: StudioUnderTest,
  query: string,
): Promise<readonly string[]> {
  const ids = await foundBy(under, query)
  const frames = await under.studio.library.framesById(viewer, ids)
  return [...new Set(frames.map((frame) => frame.prompt))]
}
