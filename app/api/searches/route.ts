import { z } from 'zod'
import { api } from '@/lib/server/api'
import { nameSchema, searchSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session' }, async ({ viewer }) => ({
  searches: await studio().library.searches(viewer),
}))

const body = z.object({ name: nameSchema, query: searchSchema })

export const POST = api({ auth: 'session', body }, async ({ viewer, body: search }) => {
  const saved = await studio().library.saveSearch(viewer, search)
  return Response.json({ search: saved }, { status: 201 })
})
