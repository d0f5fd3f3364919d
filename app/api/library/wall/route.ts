import { z } from 'zod'
import { api } from '@/lib/server/api'
import { searchSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const query = z.object({ q: searchSchema.default('') })

export const GET = api({ auth: 'session', query }, ({ viewer, query: { q } }) =>
  studio().library.wall(viewer, q),
)
