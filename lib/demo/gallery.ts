import 'server-only'
/**
 * The pictures a gateway hands out: each is named by its content and kept in `folder`; one that is missing is
 * painted again. Given pictures (references, masks) are kept beside them under the SHA-256 of their bytes.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { animatedWebp, type Film, filmFrom, paintFilm, webmFilm } from './film'
import { createEasel, type Urgency } from './scene/easel'
import type { Raster, Sources } from './scene/paint'
import { masksOf, sourcesOf, type Picture, type Tile } from './scene/scene'

export type PictureFile = {
  bytes: Uint8Array
  type: 'image/png' | 'image/webp' | 'video/webm'
}

export type Gallery = {
  /** The address part of a picture: a short hash of what it shows. Pure. */
  nameOf(picture: Picture): string
  /** Paints unless the bytes are there already. Two askers share one painting. */
  full(picture: Picture): Promise<PictureFile>
  /** Starts painting without waiting; whoever asks later shares it. */
  begin(picture: Picture): void
  /** The same picture at a quarter of the size, blurred by how far the work still is from done (0 to 1). */
  preview(picture: Picture, progress: number): Promise<PictureFile>
  /** A film as a file of its own, the `place`th (from 0) of those that were made of it. */
  film(picture: Film, place: number): Promise<PictureFile>
  /** Keeps a given picture; resolves to its name, or undefined when the bytes are no picture. */
  keep(bytes: Uint8Array): Promise<string | undefined>
  /** A mask of where a kept picture is transparent, kept as a picture itself; undefined when nowhere. */
  keepHoles(name: string): Promise<string | undefined>
  /** A mask that is white all over. */
  keepWhite(): Promise<string | undefined>
  given(name: string): Promise<Raster>
  givenFile(name: string): Promise<PictureFile | undefined>
  close(): Promise<void>
}

/** A picture somebody looks at goes before one that is painted ahead. */
const wanted = { sometime: 0, now: 1 } as const

/** Longest edge at which given pictures are painted with. */
const givenLimit = 1024
/** Longest edge of masks: none is made smaller that the studio can paint. */
const maskLimit = 4096

export async function createGallery(folder: string): Promise<Gallery> {
  const easel = createEasel()
  const pictures = join(folder, 'pictures')
  const given = join(folder, 'given')
  await mkdir(pictures, { recursive: true })
  await mkdir(given, { recursive: true })
  const painting = new Map<string, { asked: { want: number }; file: Promise<PictureFile> }>()

  /** Half a file is worse than none: bytes get their name only when all of them are there. */
  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const part = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.part`
    await writeFile(part, bytes)
    await rename(part, path)
  }

  async function readGiven(name: string, limit = givenLimit): Promise<Raster> {
    const { data, info } = await sharp(join(given, name), { limitInputPixels: 64_000_000 })
      .rotate()
      .resize(limit, limit, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, pixels: new Uint8Array(data) }
  }

  async function paintTile(tile: Tile, urgency: Urgency): Promise<Raster> {
    const sources: Record<string, Raster> = {}
    const masks = new Set(masksOf(tile.scene))
    for (const name of new Set(sourcesOf(tile.scene))) {
      sources[name] = await readGiven(name, masks.has(name) ? maskLimit : givenLimit)
    }
    return easel.paint(tile, sources as Sources, urgency)
  }

  async function paint(picture: Picture, urgency: Urgency): Promise<Raster> {
    if (picture.layout !== 'grid') return paintTile(picture.tile, urgency)
    return compose(await Promise.all(picture.tiles.map((tile) => paintTile(tile, urgency))))
  }

  /** One painting per path at a time, from disk when it is there. */
  function once(
    path: string,
    type: PictureFile['type'],
    want: number,
    make: (urgency: Urgency) => Promise<Uint8Array>,
  ): Promise<PictureFile> {
    const known = painting.get(path)
    if (known) {
      known.asked.want = Math.max(known.asked.want, want)
      return known.file
    }
    const asked = { want }
    const file = (async (): Promise<PictureFile> => {
      if (existsSync(path)) return { bytes: new Uint8Array(await readFile(path)), type }
      const bytes = await make(() => asked.want)
      await write(path, bytes)
      return { bytes, type }
    })().finally(() => painting.delete(path))
    painting.set(path, { asked, file })
    return file
  }

  const nameOf = (picture: Picture) =>
    createHash('sha256').update(JSON.stringify(picture)).digest('hex').slice(0, 24)

  function full(picture: Picture, want: number): Promise<PictureFile> {
    const name = nameOf(picture)
    if (picture.layout === 'film')
      return once(join(pictures, `${name}.webp`), 'image/webp', want, async (urgency) =>
        animatedWebp(await paintFilm(picture, (tile) => paintTile(tile, urgency))),
      )
    return once(join(pictures, `${name}.png`), 'image/png', want, async (urgency) =>
      raw(await paint(picture, urgency))
        .png({ compressionLevel: 3, adaptiveFiltering: true })
        .toBuffer(),
    )
  }

  async function keep(bytes: Uint8Array): Promise<string | undefined> {
    const readable = await sharp(bytes, { limitInputPixels: 64_000_000 })
      .metadata()
      .then((found) => Boolean(found.width && found.height))
      .catch((error: unknown) => {
        // Bytes that are no picture are an answer here, not a fault.
        if (error instanceof Error) return false
        throw error
      })
    if (!readable) return undefined
    const name = createHash('sha256').update(bytes).digest('hex')
    const path = join(given, name)
    if (!existsSync(path)) await write(path, bytes)
    return name
  }

  return {
    nameOf,
    full: (picture) => full(picture, wanted.now),
    begin(picture) {
      // A painting that fails now is painted again, and its error told, when somebody asks for it.
      full(picture, wanted.sometime).catch(() => undefined)
    },
    preview(picture, progress) {
      const path = join(pictures, `${nameOf(picture)}-${Math.round(progress * 100)}.webp`)
      return once(path, 'image/webp', wanted.now, async (urgency) => {
        const raster = await paint(shrunk(picture, 4), urgency)
        const blur = 0.5 + 9 * (1 - progress) ** 1.5
        return raw(raster).blur(blur).webp({ quality: 78 }).toBuffer()
      })
    },
    film: (picture, place) =>
      once(
        join(pictures, `${nameOf(picture)}-${place}.webm`),
        'video/webm',
        wanted.now,
        async (urgency) =>
          webmFilm(await paintFilm(filmFrom(picture, place), (tile) => paintTile(tile, urgency))),
      ),
    keep,
    async keepHoles(name) {
      const { hasAlpha, isOpaque } = await sharp(join(given, name))
        .stats()
        .then(({ isOpaque: opaque, channels }) => ({
          hasAlpha: channels.length === 4 || channels.length === 2,
          isOpaque: opaque,
        }))
      if (!hasAlpha || isOpaque) return undefined
      return keep(await sharp(join(given, name)).extractChannel('alpha').negate().png().toBuffer())
    },
    async keepWhite() {
      const white = { width: 16, height: 16, channels: 3, background: 'white' } as const
      return keep(await sharp({ create: white }).png().toBuffer())
    },
    given: (name) => readGiven(name),
    async givenFile(name) {
      const path = join(given, name)
      if (!/^[0-9a-f]{64}$/.test(name) || !existsSync(path)) return undefined
      const bytes = new Uint8Array(await sharp(path).rotate().png().toBuffer())
      return { bytes, type: 'image/png' }
    },
    async close() {
      await easel.close()
      // What was painted by then is still on its way to the disk.
      await Promise.allSettled([...painting.values()].map(({ file }) => file))
    },
  }
}

function raw(raster: Raster): Sharp {
  return sharp(raster.pixels, {
    raw: { width: raster.width, height: raster.height, channels: 3 },
  })
}

/** Four tiles of one size as one picture, without a gap (gateways.md 6: the composite is exactly 2 × 2). */
function compose(tiles: readonly Raster[]): Raster {
  const { width, height } = tiles[0]!
  const pixels = new Uint8Array(width * height * 12)
  tiles.forEach((tile, n) => {
    const left = (n % 2) * width
    const top = Math.floor(n / 2) * height
    for (let j = 0; j < height; j++)
      pixels.set(
        tile.pixels.subarray(j * width * 3, (j + 1) * width * 3),
        ((top + j) * width * 2 + left) * 3,
      )
  })
  return { width: width * 2, height: height * 2, pixels }
}

function shrunk(picture: Picture, by: number): Picture {
  const shrink = (tile: Tile): Tile => ({
    ...tile,
    width: Math.max(16, Math.round(tile.width / by)),
    height: Math.max(16, Math.round(tile.height / by)),
  })
  switch (picture.layout) {
    case 'grid': {
      const [a, b, c, d] = picture.tiles
      return { layout: 'grid', tiles: [shrink(a), shrink(b), shrink(c), shrink(d)] }
    }
    case 'single':
      return { layout: 'single', tile: shrink(picture.tile) }
    case 'film':
      return { layout: 'single', tile: shrink(picture.tile) }
  }
}
