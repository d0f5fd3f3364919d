import { z } from 'zod'
import { api } from '@/lib/server/api'
import { nameSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session' }, async ({ viewer }) => ({
  collections: await studio().library.collections(viewer),
}))

const body = z.object({ name: nameSchema })

export const POST = api({ auth: 'session', body }, async ({ viewer, body: { name } }) => {
  const collection = await studio().library.createCollection(viewer, name)
  return Response.json({ collection }, { status: 201 })
})
