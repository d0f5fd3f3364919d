import { z } from 'zod'
import { api } from '@/lib/server/api'
import { frameIdSchema, searchSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const query = z.object({ q: searchSchema.default(''), frame: frameIdSchema })

export const GET = api({ auth: 'session', query }, ({ viewer, query: { q, frame } }) =>
  studio().library.around(viewer, q, frame),
)
