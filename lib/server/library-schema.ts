import 'server-only'
/** What the library's routes accept: bounded in every direction. */
import { z } from 'zod'
import type { FrameMarks } from '@/lib/mj/library'
import { idSchema } from './submission-schema'

/** More than anybody types, and than a saved search may hold. */
export const searchSchema = z.string().max(1000)

/** A picture's id, with a quadrant behind it where it is one of four. */
export const frameIdSchema = z.string().regex(/^[A-Za-z0-9_]{1,64}(-[1-4])?$/)

const mostInBulk = 20_000
/** So many ids of frames as JSON. */
export const bulkBytes = 1024 * 1024

export const frameIdsSchema = z.array(frameIdSchema).max(mostInBulk)

export const selectionSchema = z.union([
  z.strictObject({ ids: frameIdsSchema }),
  z.strictObject({ query: searchSchema, except: frameIdsSchema }),
])

export const marksSchema = z
  .strictObject({
    favourite: z.boolean().optional(),
    kept: z.boolean().optional(),
    trashed: z.boolean().optional(),
  })
  .transform(
    // What is not said is not there: an undefined member would be a wish.
    (marks) =>
      Object.fromEntries(
        Object.entries(marks).filter(([, wish]) => wish !== undefined),
      ) as FrameMarks,
  )

const longestName = 100
/** Of a collection or a search: seen by people, so never blank. */
export const nameSchema = z.string().trim().min(1).max(longestName)

export const noteSchema = z.string().max(10_000)
/** Ten thousand letters of three bytes each, and what JSON adds. */
export const noteBytes = 128 * 1024

/** Path parameters of a collection or a saved search. */
export const idParams = z.object({ id: idSchema })
