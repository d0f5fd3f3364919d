import { z } from 'zod'
import { api } from '@/lib/server/api'
import { frameIdSchema, searchSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const mostFrames = 500

const query = z.object({
  q: searchSchema.default(''),
  /** '' is the one month of a collection and of the trash. */
  month: z.string().regex(/^(\d{4}-\d{2})?$/),
  offset: z.coerce.number().int().min(0).max(10_000_000),
  limit: z.coerce.number().int().min(1).max(mostFrames),
})

export const GET = api({ auth: 'session', query }, async ({ viewer, query: { q, ...range } }) => ({
  frames: await studio().library.frames(viewer, q, range),
}))

const body = z.object({ ids: z.array(frameIdSchema).max(mostFrames) })

export const POST = api({ auth: 'session', body }, async ({ viewer, body: { ids } }) => ({
  frames: await studio().library.framesById(viewer, ids),
}))
