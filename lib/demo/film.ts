import 'server-only'
/** Films: the view glides over the scene from one rectangle to the other and back. As an animated WebP, or a WebM. */
import sharp from 'sharp'
import type { Raster } from './scene/paint'
import type { Picture, Tile } from './scene/scene'
import { muxWebm } from './webm'

export type Film = Extract<Picture, { layout: 'film' }> & {
  /** 0 to 1: where in its glide it begins; 0 where not said. */
  phase?: number
}

const frameCount = 24
const frameMs = 90

/** The `place`th (from 0) of the films made at once: the same glide, begun a quarter later each. */
export function filmFrom(film: Film, place: number): Film {
  return { ...film, phase: place / 4 }
}

/** What a film shows first. */
export function firstTile(film: Film): Tile {
  return tileAt(film, 0)
}

function tileAt({ tile, to, phase = 0 }: Film, share: number): Tile {
  const t = 0.5 - 0.5 * Math.cos((share + phase) * 2 * Math.PI)
  const from = tile.view
  const view = {
    x: from.x + (to.x - from.x) * t,
    y: from.y + (to.y - from.y) * t,
    width: from.width + (to.width - from.width) * t,
    height: from.height + (to.height - from.height) * t,
  }
  return { ...tile, view }
}

export async function paintFilm(
  film: Film,
  paintTile: (tile: Tile) => Promise<Raster>,
): Promise<readonly Raster[]> {
  const frames: Raster[] = []
  for (let n = 0; n < frameCount; n++) frames.push(await paintTile(tileAt(film, n / frameCount)))
  return frames
}

export async function animatedWebp(frames: readonly Raster[]): Promise<Uint8Array> {
  const { width, height } = frames[0]!
  const pixels = new Uint8Array(width * height * 3 * frames.length)
  frames.forEach((frame, n) => pixels.set(frame.pixels, n * width * height * 3))
  return sharp(pixels, {
    raw: { width, height: height * frames.length, channels: 3, pageHeight: height },
  })
    .webp({ quality: 80, loop: 0, delay: frames.map(() => frameMs) })
    .toBuffer()
}

export async function webmFilm(frames: readonly Raster[]): Promise<Uint8Array> {
  const { width, height } = frames[0]!
  const encoded = await Promise.all(
    frames.map(({ pixels }) =>
      sharp(pixels, { raw: { width, height, channels: 3 } })
        .webp({ quality: 80 })
        .toBuffer(),
    ),
  )
  return muxWebm({ width, height, frameMs, frames: encoded })
}
