import { z } from 'zod'
import { api } from '@/lib/server/api'
import { bulkBytes, idParams, selectionSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const body = z.object({ selection: selectionSchema })

export const POST = api(
  { auth: 'session', params: idParams, body, max: bulkBytes },
  ({ viewer, params, body: { selection } }) =>
    studio().library.uncollect(viewer, params.id, selection),
)
