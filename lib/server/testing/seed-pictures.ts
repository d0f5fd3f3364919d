import 'server-only'
/** A handful of painted pictures in the usual shapes, small, for thousands of tasks to share. */
import sharp from 'sharp'
import { compose, tilesOf } from '@/lib/demo/recipe'
import { paintTile, type Raster } from '@/lib/demo/scene/paint'
import type { Tile } from '@/lib/demo/scene/scene'
import type { PictureRow } from '@/lib/db/schema'
import type { Blobs } from '@/lib/storage/blobs'
import { keepPicture } from '../picture-sizes'
import { quadrantBoxes } from '../images/quadrants'

export type SeedPicture = Pick<
  PictureRow,
  'sha256' | 'type' | 'width' | 'height' | 'size_bytes' | 'thumbhash' | 'quadrants_json'
>

/** One ratio, with grids of it and pictures that stand alone. */
export type SeedShape = { ratio: string; grids: SeedPicture[]; singles: SeedPicture[] }

const ratios = ['1:1', '3:2', '2:3', '16:9', '9:16', '4:5', '21:9']
const scenes = ['ridges at dawn', 'a marble hall', 'dunes at dusk', 'a city in the rain']
const tileScale = 0.4

export async function paintSeedPictures(blobs: Blobs, seed: number): Promise<readonly SeedShape[]> {
  const shapes: SeedShape[] = []
  for (const ratio of ratios) {
    const shape: SeedShape = { ratio, grids: [], singles: [] }
    for (const [n, scene] of scenes.entries()) {
      // Half of the scenes are enough for the rarer shapes.
      if (n % 2 === 1 && shapes.length > 2) continue
      const prompt = `${scene} --ar ${ratio}`
      const recipe = { verb: 'imagine', prompt, botType: 'MID_JOURNEY', palette: null } as const
      const tiles = tilesOf(compose(recipe, seed + n)).map(paintSmall)
      shape.grids.push(await keep(blobs, await gridOf(tiles), true))
      shape.singles.push(await keep(blobs, await pngOf(tiles[n % tiles.length]!), false))
    }
    shapes.push(shape)
  }
  return shapes
}

function paintSmall(tile: Tile): Raster {
  const painting = paintTile(
    {
      ...tile,
      width: Math.round(tile.width * tileScale),
      height: Math.round(tile.height * tileScale),
    },
    {},
  )
  for (;;) {
    const step = painting.next()
    if (step.done === true) return step.value
  }
}

const rawOf = ({ width, height }: Raster) => ({ raw: { width, height, channels: 3 as const } })

function pngOf(raster: Raster): Promise<Uint8Array> {
  return sharp(raster.pixels, rawOf(raster)).png({ compressionLevel: 3 }).toBuffer()
}

async function gridOf(tiles: readonly Raster[]): Promise<Uint8Array> {
  const { width, height } = tiles[0]!
  const create = { width: width * 2, height: height * 2, channels: 3 as const, background: '#000' }
  const laid = tiles.map((tile, n) => ({
    input: Buffer.from(tile.pixels),
    ...rawOf(tile),
    left: (n % 2) * width,
    top: Math.floor(n / 2) * height,
  }))
  return sharp({ create }).composite(laid).png({ compressionLevel: 3 }).toBuffer()
}

async function keep(blobs: Blobs, bytes: Uint8Array, isGrid: boolean): Promise<SeedPicture> {
  const { blob, type, width, height, thumbhash } = await keepPicture({ blobs }, bytes)
  return {
    sha256: blob.sha256,
    type,
    width,
    height,
    size_bytes: blob.sizeBytes,
    thumbhash,
    quadrants_json: isGrid ? JSON.stringify(quadrantBoxes(width, height)) : null,
  }
}
