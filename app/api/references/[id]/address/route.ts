import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema, referenceIdSchema } from '@/lib/server/submission-schema'

export const POST = api(
  {
    auth: 'session',
    params: z.object({ id: referenceIdSchema }),
    body: noBodySchema,
    rate: { burst: 60, refillMs: 500 },
  },
  ({ viewer, params }) => studio().references.address(viewer, params.id),
)
