import 'server-only'
/**
 * From addresses to what is kept of a task: bytes, verdict, blob, the size that is shown, blur; the other sizes and the
 * rows are somebody else's. Whether an address leads to a picture or to a film is known by its bytes alone: gateways put
 * films among the pictures, and pictures that move among the films (gateways.md 3.1, 6).
 */
import { randomId } from '@/lib/db/ids'
import type { PictureRow, TaskRow, VideoRow } from '@/lib/db/schema'
import type { FilmType } from '@/lib/gateway/film-type'
import type { Gateway } from '@/lib/gateway/gateway'
import { parseButton } from '@/lib/mj/buttons'
import { StudioError } from '@/lib/mj/errors'
import type { StoredBlob } from '@/lib/storage/blobs'
import { quadrantBoxes } from './images/quadrants'
import { buttonsOf } from './library-rows'
import { keepShown, type KeptPicture } from './picture-sizes'
import type { StudioParts } from './studio-parts'

export type Results = { pictures: readonly PictureRow[]; videos: readonly VideoRow[] }

/** Where the results of a task are, as the gateway has said. */
export type Addresses = {
  /** Separate pictures, or the one of the task. */
  pictures: readonly string[]
  films: readonly string[]
  /** Stills by the address that they stand for. */
  thumbnails: Readonly<Record<string, string>>
  /** True where one picture may hold four. */
  isWhole: boolean
}

/** Where there are pictures one by one, the composite of them is not fetched as well. */
export function addressesOf(task: TaskRow): Addresses {
  const separate = JSON.parse(task.image_urls_json) as string[]
  const films = JSON.parse(task.video_urls_json) as string[]
  const single = task.image_url === null || films.includes(task.image_url) ? [] : [task.image_url]
  return {
    pictures: separate.length > 0 ? separate : single,
    films,
    thumbnails: JSON.parse(task.thumbnails_json) as Record<string, string>,
    isWhole: separate.length === 0,
  }
}

/**
 * Fetches and stores every result of a finished task, as `keepShown` stores a picture. Throws what the reader throws,
 * `not-found` for no address.
 */
export async function fetchResults(
  parts: StudioParts,
  gateway: Gateway,
  task: TaskRow,
): Promise<Results> {
  const { pictures, films, thumbnails, isWhole } = addressesOf(task)
  const addresses = [...new Set([...pictures, ...films])]
  if (addresses.length === 0) {
    throw new StudioError('not-found', 'the gateway names no address of the result')
  }
  const fetched = await Promise.all(addresses.map((address) => fetchOne(parts, gateway, address)))
  const found = fetched.flatMap((one) => (one.kind === 'picture' ? [one.picture] : []))
  const moving = uniqueFilms(fetched)
  const stills = await fetchStills(
    parts,
    gateway,
    moving.map(({ address }) => thumbnails[address]),
  )
  const isGrid = isWhole && isComposite(task)
  const kept = [...found, ...stills.filter((still) => still !== undefined)]
  const rows = kept.map((picture, position) =>
    pictureRow(parts, task, { picture, position, isGrid }),
  )
  const idOf = new Map(kept.map((picture, n) => [picture, rows[n]!.id]))
  const videos = moving.map((film, position) => {
    const poster = stills[position] ?? kept[0]
    const posterId = poster === undefined ? null : idOf.get(poster)!
    return videoRow(parts, task, { film, position, posterId })
  })
  return { pictures: rows, videos }
}

/** One film may be named twice, with and without a query behind it. */
function uniqueFilms(fetched: readonly Fetched[]): readonly FetchedFilm[] {
  const films = fetched.filter((one) => one.kind === 'film')
  return [...new Map(films.map((film) => [film.blob.sha256, film])).values()]
}

type FetchedFilm = { kind: 'film'; address: string; type: FilmType; blob: StoredBlob }
type Fetched = { kind: 'picture'; picture: KeptPicture } | FetchedFilm

async function fetchOne(parts: StudioParts, gateway: Gateway, address: string): Promise<Fetched> {
  const result = await gateway.readResult(address, ({ chunks }) => parts.blobs.putStream(chunks))
  if (result.kind === 'film') return { kind: 'film', address, type: result.type, blob: result.kept }
  return { kind: 'picture', picture: await keepShown(parts, result.bytes) }
}

/** A still is a kindness of the gateway: one that cannot be had is done without. In order, with gaps. */
function fetchStills(
  parts: StudioParts,
  gateway: Gateway,
  addresses: readonly (string | undefined)[],
): Promise<(KeptPicture | undefined)[]> {
  return Promise.all(
    addresses.map(async (address) => {
      if (address === undefined) return undefined
      try {
        return await keepShown(parts, (await gateway.readPicture(address)).bytes)
      } catch (error) {
        if (error instanceof StudioError && error.kind !== 'disk-full') return undefined
        throw error
      }
    }),
  )
}

function pictureRow(
  parts: StudioParts,
  task: TaskRow,
  of: { picture: KeptPicture; position: number; isGrid: boolean },
): PictureRow {
  const { blob, type, width, height, thumbhash } = of.picture
  return {
    id: randomId(),
    task_id: task.id,
    position: of.position,
    sha256: blob.sha256,
    type,
    width,
    height,
    size_bytes: blob.sizeBytes,
    thumbhash,
    quadrants_json: of.isGrid ? JSON.stringify(quadrantBoxes(width, height)) : null,
    pasted_json: null,
    created_at: parts.clock.now(),
  }
}

function videoRow(
  parts: StudioParts,
  task: TaskRow,
  of: { film: FetchedFilm; position: number; posterId: string | null },
): VideoRow {
  const { type, blob } = of.film
  return {
    id: randomId(),
    task_id: task.id,
    position: of.position,
    sha256: blob.sha256,
    type,
    size_bytes: blob.sizeBytes,
    poster_id: of.posterId,
    created_at: parts.clock.now(),
  }
}

/** A 2×2 composite offers a button for each of its four; where there are no buttons, the kind has to tell. */
function isComposite(task: TaskRow): boolean {
  const buttons = buttonsOf(task)
  const offered = new Set(
    buttons
      .map(parseButton)
      .flatMap((meaning) => (meaning.kind === 'upscale' ? meaning.index : [])),
  )
  if (buttons.length > 0) return offered.size === 4
  const word = task.action || task.kind
  return /^(imagine|blend|variation|reroll)$/i.test(word)
}
