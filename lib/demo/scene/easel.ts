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

export type Easel = {
  paint(tile: Tile, sources: Sources): Promise<Raster>
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

/** `root` is the folder with package.json. */
export function createEasel(root: string = process.cwd()): Easel {
  type Waiting = {
    tile: Tile
    sources: Sources
    resolve: (raster: Raster) => void
    reject: (error: unknown) => void
  }
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let usable = true
  let nextId = 1

  function fallBack(): void {
    worker = undefined
    usable = false
    for (const [id, order] of waiting) {
      waiting.delete(id)
      paintInSlices(order.tile, order.sources).then(order.resolve, order.reject)
    }
  }

  function ensureWorker(): Worker | undefined {
    if (worker || !usable) return worker
    worker = startWorker(root)
    if (!worker) {
      usable = false
      return undefined
    }
    worker.on('message', (answer: { id: number; raster?: Raster; error?: string }) => {
      const order = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.raster) order?.resolve(answer.raster)
      else order?.reject(new Error(`the painter failed: ${answer.error}`))
      if (waiting.size === 0) worker?.unref()
    })
    worker.on('error', fallBack)
    worker.on('exit', fallBack)
    return worker
  }

  return {
    get isThreaded() {
      return worker !== undefined
    },
    paint(tile, sources) {
      const thread = ensureWorker()
      if (!thread) return paintInSlices(tile, sources)
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { tile, sources, resolve, reject })
        // A process may end between pictures, but not in the middle of one that somebody waits for.
        thread.ref()
        thread.postMessage({ id, tile, sources })
      })
    },
    async close() {
      usable = false
      worker?.removeAllListeners('exit')
      await worker?.terminate()
      worker = undefined
      for (const order of waiting.values()) order.reject(new Error('the painter was closed'))
      waiting.clear()
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
