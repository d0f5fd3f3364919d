import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { pictureBodyMax, submitsSchema } from '@/lib/server/submission-schema'

export const POST = api(
  {
    auth: 'session',
    body: submitsSchema,
    max: pictureBodyMax,
    rate: { burst: 60, refillMs: 500 },
  },
  async ({ viewer, body }) => {
    const tasks = await studio().submit(viewer, body.items)
    return Response.json({ tasks }, { status: 202 })
  },
)
