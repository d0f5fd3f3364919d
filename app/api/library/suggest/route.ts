import { z } from 'zod'
import { api } from '@/lib/server/api'
import { searchSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const query = z.object({ q: searchSchema })

export const GET = api({ auth: 'session', query }, async ({ viewer, query: { q } }) => ({
  suggestions: await studio().library.suggest(viewer, q),
}))
