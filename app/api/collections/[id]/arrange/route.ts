import { z } from 'zod'
import { api } from '@/lib/server/api'
import { bulkBytes, frameIdSchema, frameIdsSchema, idParams } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const body = z.object({ frameIds: frameIdsSchema, before: frameIdSchema.nullable() })

export const POST = api(
  { auth: 'session', params: idParams, body, max: bulkBytes },
  ({ viewer, params, body: { frameIds, before } }) =>
    studio().library.arrange(viewer, params.id, frameIds, before),
)
