import { z } from 'zod'
import { api } from '@/lib/server/api'
import { bulkBytes, selectionSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const body = z.object({ selection: selectionSchema, isShared: z.boolean() })

export const POST = api(
  { auth: 'session', body, max: bulkBytes },
  ({ viewer, body: { selection, isShared } }) =>
    studio().library.share(viewer, selection, isShared),
)
