import 'server-only'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkInvariants } from '@/lib/db/invariants'
import { freshPlace } from '@/lib/db/testing/database-under-test'
import type { Capabilities } from '@/lib/mj/capabilities'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task, TaskStateName } from '@/lib/mj/task'
import { databaseFile, openStudio, type RunningStudio, type StudioOptions } from '../open-studio'
import type { Viewer } from '../viewer'
import { type HandClock, handClock } from './hand-clock'
import { type ScriptedGateway, scriptedGateway } from './scripted-gateway'
import { viewerOf } from '../member-state'

export const viewer: Viewer = viewerOf('owner')

/** A studio in a folder of its own, over a scripted gateway, in time moved by hand. */
export type StudioUnderTest = {
  studio: RunningStudio
  gateway: ScriptedGateway
  clock: HandClock
  folder: string
  faults: unknown[]
  /** The same studio in the hands of somebody else. */
  as(who: Viewer): StudioUnderTest
  submit(submission: StudioSubmission, clientKey?: string): Promise<Task>
  imagine(prompt?: string, clientKey?: string): Promise<Task>
  task(id: string): Promise<Task>
  /** Waits until the submit is no longer waiting to be sent, without letting time pass. */
  settled(id: string): Promise<void>
  /** Advances until the task is in the state, and fails after two hours. */
  until(id: string, state: TaskStateName): Promise<Task>
  /** Closes and opens again on the same folder: what `kill -9` leaves, less the torn moment. */
  restart(options?: Partial<StudioOptions>): Promise<void>
  close(): Promise<void>
}

let keys = 0

/** Nobody else is there: leases and looks at what others do would only be in the way of time moved by hand. */
const alone = { keeperLeaseMs: 365 * 24 * 3_600_000, sharedLookMs: 365 * 24 * 3_600_000 }

type Hands = Pick<StudioUnderTest, 'submit' | 'settled' | 'imagine' | 'task' | 'until'>

function handsOf(under: () => StudioUnderTest, who: Viewer): Hands {
  const hands: Hands = {
    async submit(submission, clientKey = `key-${(keys += 1)}`) {
      const [task] = await under().studio.submit(who, [{ clientKey, submission }])
      await hands.settled(task!.id)
      return hands.task(task!.id)
    },
    async settled(id) {
      const { clock } = under()
      for (let turn = 0; turn < 500; turn += 1) {
        await clock.settle()
        const { state } = await hands.task(id)
        if (state.name !== 'queued' || state.notBefore !== null) return clock.settle()
        // Its pictures are on their way to or from the disk.
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    imagine: (prompt = 'a red fox', clientKey) =>
      hands.submit({ verb: 'imagine', prompt }, clientKey),
    task: (id) => under().studio.task(who, id),
    async until(id, state) {
      for (let step = 0; step < 14_400; step += 1) {
        const task = await hands.task(id)
        if (task.state.name === state) return task
        await under().clock.advance(500)
      }
      const { state: last } = await hands.task(id)
      throw new Error(`waited for ${state}, still ${JSON.stringify(last)}`)
    },
  }
  return hands
}

export async function studioUnderTest(
  options: Partial<StudioOptions> & {
    capabilities?: Partial<Capabilities>
    /** What the clock says at the beginning. */
    startAt?: number
  } = {},
): Promise<StudioUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-studio-'))
  const place = await freshPlace(databaseFile(folder))
  const clock = handClock(options.startAt, place.isBusy)
  const gateway = scriptedGateway(() => clock.now(), options.capabilities)
  const faults: unknown[] = []
  const open = (more: Partial<StudioOptions> = {}) =>
    openStudio({
      folder,
      database: place.address,
      gateways: [gateway],
      clock,
      random: () => 0.5,
      freeBytes: () => Promise.resolve(10 ** 12),
      onFault: (_where, error) => faults.push(error),
      ...options,
      ...more,
      timings: { ...alone, ...options.timings, ...more.timings },
    })
  const under: StudioUnderTest = {
    studio: await open(),
    gateway,
    clock,
    folder,
    faults,
    ...handsOf(() => under, viewer),
    as: (who) => ({ ...under, ...handsOf(() => under, who) }),
    async restart(more) {
      await under.studio.close()
      under.studio = await open(more)
      await clock.settle()
    },
    async close() {
      const broken = [
        await under.studio.checkIntegrity(),
        ...(await checkInvariants(under.studio.db)),
      ]
      await under.studio.close()
      await rm(folder, { recursive: true })
      await place.remove()
      if (broken.join() !== 'ok') throw new Error(`invariants: ${broken.join('; ')}`)
    },
  }
  return under
}
