import { z } from 'zod'
import { api } from '@/lib/server/api'
import { idParams, nameSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const body = z.object({ name: nameSchema })

export const POST = api(
  { auth: 'session', params: idParams, body },
  async ({ viewer, params, body: { name } }) => ({
    collection: await studio().library.renameCollection(viewer, params.id, name),
  }),
)
