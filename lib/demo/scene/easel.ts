import 'server-only'
/**
 * Where tiles are painted: on a thread of its own, so that nothing the process serves waits for a picture; and,
 * where no thread can be had, in the main one with a breath every few rows.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { paintTile, type Raster, type Sources } from './paint'
import type { Tile } from './scene'

/** Asked whenever the easel is free, so that a picture begun in advance can become one that is waited for. */
export type Urgency = () => number

export type Easel = {
  /** Tiles are painted one at a time, the most urgent first. */
  paint(tile: Tile, sources: Sources, urgency?: Urgency): Promise<Raster>
  /** True while a thread paints; false when it is done in the main one. */
  readonly isThreaded: boolean
  close(): Promise<void>
}

const workerFile = join('lib', 'demo', 'scene', 'worker.ts')

/**
 * What the thread starts with: text, because a bundler must neither follow nor move it. It reads the TypeScript
 * source through tsx. `register` before `require` is tsx's CommonJS door; its ES module door does not open inside
 * a worker on Node 20.
 */
const bootstrap = `
const { workerData } = require('node:worker_threads')
const { createRequire } = require('node:module')
const load = createRequire(workerData.root + '/package.json')
load('tsx/cjs/api').register()
load(workerData.file)
`

function startWorker(root: string): Worker | undefined {
  const file = join(root, workerFile)
  if (!existsSync(file)) return undefined
  const worker = new Worker(bootstrap, {
    eval: true,
    workerData: { root, file },
    execArgv: ['--conditions=react-server'],
    // Painting is arithmetic: whatever the process is told by its environment is no business of this thread.
    env: {},
  })
  worker.unref()
  return worker
}

type Order = {
  tile: Tile
  sources: Sources
  urgency: Urgency
  resolve: (raster: Raster) => void
  reject: (error: unknown) => void
}

/** `root` is the folder with package.json. */
export function createEasel(root: string = process.cwd()): Easel {
  let queue: Order[] = []
  let current: Order | undefined
  let worker: Worker | undefined
  let isUsable = true
  let isClosed = false

  /** The most urgent order, the oldest among equals. */
  function takeNext(): Order | undefined {
    const next = queue.reduce<Order | undefined>(
      (best, order) => (best && best.urgency() >= order.urgency() ? best : order),
      undefined,
    )
    queue = queue.filter((order) => order !== next)
    return next
  }

  function work(): void {
    if (current) return
    current = takeNext()
    if (!current) {
      worker?.unref()
      return
    }
    const { tile, sources } = current
    const thread = ensureWorker()
    if (thread) {
      // A process may end between pictures, but not in the middle of one that somebody waits for.
      thread.ref()
      thread.postMessage({ tile, sources })
    } else {
      paintInSlices(tile, sources).then(
        (raster) => finish((order) => order.resolve(raster)),
        (error: unknown) => finish((order) => order.reject(error)),
      )
    }
  }

  function finish(tell: (order: Order) => void): void {
    const order = current
    current = undefined
    if (order) tell(order)
    work()
  }

  function ensureWorker(): Worker | undefined {
    if (worker || !isUsable) return worker
    const started = startWorker(root)
    isUsable = started !== undefined
    started?.on('message', (answer: { raster?: Raster; error?: string }) =>
      finish((order) =>
        answer.raster
          ? order.resolve(answer.raster)
          : order.reject(new Error(`the painter failed: ${answer.error}`)),
      ),
    )
    started?.on('error', fallBack)
    started?.on('exit', fallBack)
    worker = started
    return started
  }

  /** The thread is gone: what it was painting is painted here, and so is everything after. */
  function fallBack(): void {
    if (!isUsable) return
    worker = undefined
    isUsable = false
    if (current) queue.unshift(current)
    current = undefined
    work()
  }

  return {
    get isThreaded() {
      return worker !== undefined
    },
    paint(tile, sources, urgency = () => 0) {
      return new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new Error('the painter was closed'))
          return
        }
        queue.push({ tile, sources, urgency, resolve, reject })
        work()
      })
    },
    async close() {
      isUsable = false
      isClosed = true
      const left = current ? [current, ...queue] : queue
      queue = []
      current = undefined
      for (const order of left) order.reject(new Error('the painter was closed'))
      await worker?.terminate()
      worker = undefined
    },
  }
}

async function paintInSlices(tile: Tile, sources: Sources): Promise<Raster> {
  const painting = paintTile(tile, sources)
  for (;;) {
    const step = painting.next()
    if (step.done) return step.value
    await new Promise((resolve) => setImmediate(resolve))
  }
}
