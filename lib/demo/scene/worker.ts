import 'server-only'
/** The painting thread: tiles in, rasters out, one at a time. Started by easel.ts. */
import { parentPort } from 'node:worker_threads'
import { paintTile, type Sources } from './paint'
import type { Tile } from './scene'

parentPort?.on('message', ({ tile, sources }: { tile: Tile; sources: Sources }) => {
  try {
    const painting = paintTile(tile, sources)
    let step = painting.next()
    while (!step.done) step = painting.next()
    const raster = step.value
    parentPort?.postMessage({ raster }, [raster.pixels.buffer as ArrayBuffer])
  } catch (error) {
    parentPort?.postMessage({ error: String(error) })
  }
})
