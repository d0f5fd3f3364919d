import 'server-only'
/** Everything that a person can have in a studio, one of each, with a word in it by which it is known again. */
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task, TaskReport } from '@/lib/mj/task'
import type { Viewer } from '../viewer'
import { exported } from './exchange'
import { nextColor } from './develop'
import { gridButtons, plainPicture } from './scripted-gateway'
import type { StudioUnderTest } from './studio-under-test'

export type Belongings = {
  /** A finished grid, with a note, in a collection. */
  task: string
  gatewayTask: string
  /** Is shown by the gateway to be under way. */
  running: string
  /** Nobody knows whether the gateway took it. */
  unclear: string
  /** A region, whose window is open. */
  window: string
  /** A region that is done, with its mask. */
  masked: string
  picture: string
  video: string
  frame: string
  trashedFrame: string
  reference: string
  collection: string
  search: string
  export: string
  /** An import that waits for more of its file. */
  import: string
  token: string
  secret: string
}

/** An MP4 as far as anybody looks. */
const film = Buffer.concat([
  Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1'),
  Buffer.alloc(5000, 'film'),
])

export async function oneOfEverything(
  under: StudioUnderTest,
  viewer: Viewer,
  word: string,
): Promise<Belongings> {
  const { studio, gateway } = under
  const make = makerOf(under, viewer)
  const grid = await make.finished({ verb: 'imagine', prompt: word }, { buttons: gridButtons })
  const clip = `https://cdn.example/${word}.mp4`
  gateway.pictures.set(clip, film)
  const moving = { imageUrl: clip, videoUrls: [clip] }
  const filmed = await make.finished({ verb: 'imagine', prompt: `${word} moves` }, moving)
  const [frame, trashed] = await studio.library.framesOf(viewer, [grid.id])
  await studio.library.note(viewer, grid.id, word)
  await studio.library.mark(viewer, { ids: [trashed!.id] }, { trashed: true })
  const collection = await studio.library.createCollection(viewer, word)
  await studio.library.collect(viewer, collection.id, { ids: [frame!.id] })
  const search = await studio.library.saveSearch(viewer, { name: word, query: word })
  const reference = await studio.references.keep(viewer, await plainPicture(64, 64, nextColor()))
  const { token, secret } = await studio.tokens.make(viewer, word)
  const chosen = { ids: [frame!.id] }
  const bytes = await exported(studio, chosen, viewer)
  const { id: exportId } = await studio.exchange.makeExport(viewer, chosen)
  const file = { name: `${word}.zip`, sizeBytes: bytes.length }
  const { id: importId } = await studio.exchange.beginImport(viewer, file)
  return {
    ...(await inFlight(under, make, grid, word)),
    task: grid.id,
    gatewayTask: grid.gatewayTaskId!,
    picture: grid.pictures[0]!.id,
    video: filmed.videos[0]!.id,
    frame: frame!.id,
    trashedFrame: trashed!.id,
    reference: reference.id,
    collection: collection.id,
    search: search.id,
    export: exportId,
    import: importId,
    token: token.id,
    secret,
  }
}

type Maker = ReturnType<typeof makerOf>

async function inFlight({ gateway }: StudioUnderTest, make: Maker, grid: Task, word: string) {
  const customId = 'MJ::Inpaint::1::job::SOLO'
  const region = { verb: 'action', taskId: grid.id, customId } as const
  const mask = Buffer.from(await plainPicture(8, 8, '#fff')).toString('base64')
  const answer = { prompt: word, maskBase64: `data:image/png;base64,${mask}` }
  const masked = await make.finished({ ...region, answer }, {})
  gateway.answers.push((sent) => {
    const taskId = gateway.take(sent)
    gateway.report(taskId, { status: 'MODAL' })
    return { type: 'window', taskId, finalPrompt: word, editable: true }
  })
  const window = await make.submitted(region)
  gateway.answers.push({ type: 'unknown', detail: 'cut off' })
  const unclear = await make.submitted({ verb: 'imagine', prompt: `${word} unclear` })
  const running = await make.submitted({ verb: 'imagine', prompt: `${word} runs` })
  return { masked: masked.id, window: window.id, unclear: unclear.id, running: running.id }
}

function makerOf({ studio, gateway, clock }: StudioUnderTest, viewer: Viewer) {
  let clicks = 0
  const until = async (id: string, holds: (task: Task) => boolean): Promise<Task> => {
    for (let turn = 0; turn < 2000; turn += 1) {
      const task = await studio.task(viewer, id)
      if (holds(task)) return task
      await clock.advance(100)
      // Pictures are on their way to or from the disk.
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    throw new Error(`never came to be: ${JSON.stringify((await studio.task(viewer, id)).state)}`)
  }
  const submitted = async (submission: StudioSubmission): Promise<Task> => {
    const clientKey = `${viewer.ownerId}-${(clicks += 1)}`
    const [task] = await studio.submit(viewer, [{ clientKey, submission }])
    return until(task!.id, ({ state }) => state.name !== 'queued' && state.name !== 'sending')
  }
  const finished = async (
    submission: StudioSubmission,
    report: Partial<TaskReport>,
  ): Promise<Task> => {
    const { id, gatewayTaskId } = await submitted(submission)
    const imageUrl = `https://cdn.example/${id}.png`
    gateway.pictures.set(imageUrl, await plainPicture(128, 64, nextColor()))
    gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl, ...report })
    return until(id, ({ state }) => state.name === 'done' && state.archive === 'kept')
  }
  return { submitted, finished }
}
