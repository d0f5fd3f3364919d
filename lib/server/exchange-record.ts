import 'server-only'
/**
 * The shape of library.json, said once: what an export writes and an import believes. docs/exchange.md is its prose.
 *
 * [Note: library.json is read a line at a time] It is JSON that any tool can read, and every record of it stands on a
 * line of its own, so that a library of any size is written and read without being held.
 */
import { z } from 'zod'
import { failureReasons, refusalReasons, verbs } from '@/lib/mj/task'

export const libraryFormat = 'safelight-library'
export const libraryVersion = 1

/** The lists of the file, in this order. */
export const sections = ['tasks', 'references', 'collections', 'searches'] as const
export type Section = (typeof sections)[number]

const time = z.number().min(0).max(8.64e15)
const id = z.string().regex(/^[\w-]{1,64}$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const words = z.string().max(40_000)
const short = z.string().max(1_024)
const size = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const pixels = z.number().int().min(1).max(100_000)
const quadrant = z.number().int().min(1).max(4)

/** Null where the studio that wrote the file no longer had the bytes. */
const file = z.string().min(1).max(300).nullable()
const blob = { file, sha256, sizeBytes: size }

const frameRecord = z.object({
  /** Of a grid; null for a picture that stands alone. */
  quadrant: quadrant.nullable(),
  favouriteAt: time.nullable(),
  keptAt: time.nullable(),
  trashedAt: time.nullable(),
})

const pictureRecord = z.object({
  id,
  position: z.number().int().min(0).max(1e9),
  ...blob,
  /** The file holds the prompt on top of the bytes that `sha256` and `sizeBytes` speak of. */
  hasNote: z.boolean(),
  type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  width: pixels,
  height: pixels,
  isGrid: z.boolean(),
  /** How the studio made it, for one that is not the gateway's own. */
  pasted: z
    .object({ quadrant: quadrant.nullable(), feather: z.number().min(0).max(10_000) })
    .nullable(),
  createdAt: time,
  frames: z.array(frameRecord).max(4),
})

const filmRecord = z.object({
  id,
  position: z.number().int().min(0).max(1e9),
  ...blob,
  type: z.enum(['video/mp4', 'video/webm']),
  posterId: id.nullable(),
  createdAt: time,
})

const maskRecord = z.object({
  png: z.object(blob),
  /** The commands that drew it. */
  document: z.object(blob).nullable(),
})

/** Only what has come to rest: nothing in a file can make a studio send something. */
const state = z.discriminatedUnion('name', [
  z.object({ name: z.literal('done'), archive: z.enum(['kept', 'gone']), detail: words }),
  z.object({ name: z.literal('failed'), reason: z.enum(failureReasons), detail: words }),
  z.object({
    name: z.literal('refused'),
    reason: z.enum(refusalReasons),
    detail: words,
    bannedWord: short.nullable(),
  }),
  z.object({ name: z.literal('not-sent'), detail: words }),
  z.object({ name: z.literal('cancelled') }),
  z.object({ name: z.literal('lost') }),
])

const taskRecord = z.object({
  id,
  createdAt: time,
  acceptedAt: time.nullable(),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  durationMs: z.number().min(0).max(8.64e15).nullable(),
  verb: z.enum(verbs),
  kind: short,
  state,
  action: short,
  prompt: words,
  promptEn: words,
  finalPrompt: words,
  speed: z.enum(['relax', 'fast', 'turbo']).nullable(),
  botType: z.enum(['MID_JOURNEY', 'NIJI_JOURNEY']),
  parent: z.object({ id, customId: short }).nullable(),
  references: z.array(sha256).max(16),
  dimensions: z.enum(['PORTRAIT', 'SQUARE', 'LANDSCAPE']).nullable(),
  buttons: z
    .array(z.object({ customId: short, label: short, emoji: short, style: z.number().int() }))
    .max(64),
  text: words,
  seed: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable(),
  gateway: z.object({ id, name: z.string().min(1).max(200), isDemo: z.boolean() }),
  gatewayTaskId: id.nullable(),
  clientState: z.string().max(255),
  note: words,
  trashedAt: time.nullable(),
  pictures: z.array(pictureRecord).max(1000),
  films: z.array(filmRecord).max(64),
  mask: maskRecord.nullable(),
  history: z.array(z.object({ at: time, kind: short, detail: short })).max(500),
})

const referenceRecord = z.object({
  ...blob,
  type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  width: pixels,
  height: pixels,
  createdAt: time,
  usedAt: time,
})

const collectionRecord = z.object({
  id,
  name: z.string().min(1).max(200),
  createdAt: time,
  /** Frame ids, in the collection's own order. */
  frames: z.array(z.object({ id: z.string().regex(/^[\w-]{1,66}$/), addedAt: time })).max(200_000),
})

const searchRecord = z.object({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  query: z.string().max(2_000),
  createdAt: time,
})

export type FrameRecord = z.infer<typeof frameRecord>
export type PictureRecord = z.infer<typeof pictureRecord>
export type FilmRecord = z.infer<typeof filmRecord>
export type MaskRecord = z.infer<typeof maskRecord>
export type TaskRecord = z.infer<typeof taskRecord>
export type ReferenceRecord = z.infer<typeof referenceRecord>
export type CollectionRecord = z.infer<typeof collectionRecord>
export type SearchRecord = z.infer<typeof searchRecord>

/** What can stand on one line, by the list it belongs to. */
export const recordSchemas = {
  tasks: taskRecord,
  references: referenceRecord,
  collections: collectionRecord,
  searches: searchRecord,
} as const satisfies Record<Section, z.ZodType>

export type RecordOf<S extends Section> = z.infer<(typeof recordSchemas)[S]>
