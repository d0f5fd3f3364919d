import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import {
  broughtFileMax,
  broughtFileSchema,
  referenceIdSchema,
} from '@/lib/server/submission-schema'

export const POST = api(
  {
    auth: 'session',
    body: z.object({ picture: broughtFileSchema }),
    max: broughtFileMax,
    rate: { burst: 60, refillMs: 500 },
  },
  async ({ viewer, body }) => {
    const reference = await studio().references.keep(viewer, body.picture)
    return Response.json({ reference }, { status: 201 })
  },
)

const query = z.object({
  ids: z
    .string()
    .max(40 * 65)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(referenceIdSchema).max(40)),
})

export const GET = api({ auth: 'session', query }, async ({ viewer, query: { ids } }) => ({
  references: await studio().references.find(viewer, ids),
}))
