import 'server-only'
/** The painting thread: tiles in, rasters out, one at a time. Started by easel.ts. */
import { parentPort } from 'node:worker_threads'
import { paintTile, type Sources } from './paint'
import type { Tile } from './scene'

export type Order = { id: number; tile: Tile; sources: Sources }

parentPort?.on('message', ({ id, tile, sources }: Order) => {
  try {
    const painting = paintTile(tile, sources)
    let step = painting.next()
    while (!step.done) step = painting.next()
    const raster = step.value
    parentPort?.postMessage({ id, raster }, [raster.pixels.buffer as ArrayBuffer])
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) })
  }
})
