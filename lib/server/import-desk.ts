import 'server-only'
/**
 * Imports from the first byte to the report. A file is received, recognised and looked through; then a person is shown
 * what will happen and says go. They belong to this process: what was under way when it ended is begun again.
 */
import { rm } from 'node:fs/promises'
import { randomId } from '@/lib/db/ids'
import { isDiskFullError } from '@/lib/db/engine'
import { StudioError } from '@/lib/mj/errors'
import type { Import, ImportFailure, ImportState } from '@/lib/mj/exchange'
import { importLibrary } from './import-library'
import { importMove } from './import-movers'
import { type Recognised, recogniseFile } from './import-recognise'
import { openUpload, type Upload } from './import-upload'
import { ImportRefusal } from './import-zip'
import { viewerOf } from './member-state'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

export type ImportDesk = {
  begin: (viewer: Viewer, file: { name: string; sizeBytes: number }) => Promise<Import>
  receive: (viewer: Viewer, id: string, at: number, bytes: Uint8Array) => Promise<Import>
  find: (viewer: Viewer, id: string) => Import
  list: (viewer: Viewer) => readonly Import[]
  start: (viewer: Viewer, id: string, gatewayId: string | null) => Promise<Import>
  drop: (viewer: Viewer, id: string) => Promise<void>
  stop: () => Promise<void>
}

type Job = {
  id: string
  ownerId: string
  fileName: string
  sizeBytes: number
  upload: Upload
  state: ImportState
  recognised: Recognised | null
  /** One piece after the other. */
  receiving: Promise<void>
  working: Promise<void>
  touchedAt: number
  isOver: boolean
}

/** An upload that has been silent for so long has been left. */
const silenceMs = 10 * 60_000
const keepReportMs = 60 * 60_000
const mostJobs = 20

/** `folder` is the desk's own: what lies in it from an earlier process is removed. */
export async function createImportDesk(
  parts: StudioParts,
  options: { folder: string; wake: () => void },
): Promise<ImportDesk> {
  await rm(options.folder, { recursive: true, force: true })
  /** By id; insertion order is age. */
  const jobs = new Map<string, Job>()

  async function close(job: Job): Promise<void> {
    job.isOver = true
    job.recognised?.close()
    job.recognised = null
    await job.upload.remove()
  }

  async function fail(job: Job, reason: ImportFailure): Promise<void> {
    const done = job.state.name === 'importing' ? job.state.done : 0
    // Told when nothing of it is left.
    await close(job)
    job.state = { name: 'failed', reason, done }
  }

  /** Runs a stretch of work; whatever goes wrong in it becomes the job's state. */
  function work(job: Job, stretch: () => Promise<void>): void {
    job.working = stretch().catch(async (error: unknown) => {
      const reason = reasonOf(error)
      if (reason === 'internal') parts.onFault('import', error)
      await fail(job, reason)
    })
  }

  function jobOf(viewer: Viewer, id: string): Job {
    const job = jobs.get(id)
    if (job?.ownerId === viewer.ownerId) return job
    throw new StudioError('not-found', 'this import is no longer there; choose the file again')
  }

  async function tidy(): Promise<void> {
    const now = parts.clock.now()
    for (const job of jobs.values()) {
      const { name } = job.state
      const age = now - job.touchedAt
      if (name === 'receiving' && age >= silenceMs) await fail(job, 'upload-cut')
      const isOld = age >= keepReportMs || jobs.size > mostJobs
      if (isOld && ['ready', 'done', 'failed'].includes(name)) {
        await close(job)
        jobs.delete(job.id)
      }
    }
  }

  async function inspect(job: Job): Promise<void> {
    job.state = { name: 'reading' }
    await job.upload.finish()
    job.recognised = await recogniseFile(job.upload.path)
    job.state = { name: 'checking' }
    const plan = await job.recognised.plan(parts, viewerOf(job.ownerId))
    job.state = { name: 'ready', plan }
  }

  async function run(job: Job, gatewayId: string | null, total: number): Promise<void> {
    const course = {
      told: (done: number) => {
        job.state = { name: 'importing', done, total }
        job.touchedAt = parts.clock.now()
        options.wake()
      },
      isOver: () => job.isOver,
    }
    const viewer = viewerOf(job.ownerId)
    const found = job.recognised!
    const report =
      found.kind === 'library'
        ? await importLibrary(parts, viewer, found.zip, course)
        : await importMove(parts, viewer, gatewayFor(parts, gatewayId), found.moved, course)
    options.wake()
    await close(job)
    job.state = { name: 'done', report }
  }

  return {
    async begin(viewer, { name, sizeBytes }) {
      await tidy()
      if ((await parts.freeBytes()) - parts.timings.freeBytesFloor < sizeBytes) {
        throw new StudioError('disk-full', 'there is no room on the disk for this file')
      }
      const id = randomId()
      const job: Job = {
        id,
        ownerId: viewer.ownerId,
        fileName: name,
        sizeBytes,
        upload: await openUpload(options.folder, id, sizeBytes),
        state: { name: 'receiving', receivedBytes: 0, sizeBytes },
        recognised: null,
        receiving: Promise.resolve(),
        working: Promise.resolve(),
        touchedAt: parts.clock.now(),
        isOver: false,
      }
      jobs.set(id, job)
      return told(job)
    },

    async receive(viewer, id, at, bytes) {
      const job = jobOf(viewer, id)
      const taken = job.receiving.then(async () => {
        if (job.state.name !== 'receiving') throw new StudioError('conflict', 'nothing is awaited')
        await job.upload.receive(at, bytes)
        job.touchedAt = parts.clock.now()
        const { receivedBytes } = job.upload
        job.state = { name: 'receiving', receivedBytes, sizeBytes: job.sizeBytes }
        if (job.upload.isComplete()) work(job, () => inspect(job))
      })
      job.receiving = taken.catch(() => undefined)
      await taken
      return told(job)
    },

    find: (viewer, id) => told(jobOf(viewer, id)),

    list: (viewer) =>
      [...jobs.values()].filter(({ ownerId }) => ownerId === viewer.ownerId).map(told),

    async start(viewer, id, gatewayId) {
      const job = jobOf(viewer, id)
      if (job.state.name !== 'ready') throw new StudioError('conflict', 'nothing waits for a word')
      if ([...jobs.values()].some((one) => one.state.name === 'importing')) {
        throw new StudioError('conflict', 'another import is under way; wait for its end')
      }
      const { plan } = job.state
      if (plan.kind === 'mover') gatewayFor(parts, gatewayId)
      const needed = plan.kind === 'library' ? plan.addedBytes : 0
      if ((await parts.freeBytes()) - parts.timings.freeBytesFloor < needed) {
        throw new StudioError('disk-full', 'there is no room on the disk for these pictures')
      }
      job.state = { name: 'importing', done: 0, total: plan.tasks }
      work(job, () => run(job, gatewayId, plan.tasks))
      return told(job)
    },

    async drop(viewer, id) {
      const job = jobOf(viewer, id)
      job.isOver = true
      await job.working
      await close(job)
      jobs.delete(id)
    },

    async stop() {
      for (const job of jobs.values()) job.isOver = true
      for (const job of jobs.values()) {
        await job.working
        await close(job)
      }
      jobs.clear()
    },
  }
}

function told({ id, fileName, state }: Job): Import {
  return { id, fileName, state }
}

function gatewayFor(parts: StudioParts, gatewayId: string | null) {
  const gateway = gatewayId === null ? parts.current : parts.gateways.get(gatewayId)
  if (gateway !== undefined) return gateway
  throw new StudioError('conflict', 'this gateway is not connected')
}

function reasonOf(error: unknown): ImportFailure {
  if (error instanceof ImportRefusal) return error.reason
  const isFull = error instanceof StudioError && error.kind === 'disk-full'
  return isFull || isDiskFullError(error) ? 'disk-full' : 'internal'
}
