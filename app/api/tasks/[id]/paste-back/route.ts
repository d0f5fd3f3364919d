import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { taskParams } from '@/lib/server/task-params'

const body = z.object({
  quadrant: z.number().int().min(1).max(4).nullable(),
  feather: z.number().min(0).max(200),
})

export const POST = api(
  { auth: 'session', params: taskParams, body, rate: { burst: 12, refillMs: 1000 } },
  async ({ viewer, params, body: options }) => ({
    task: await studio().pasteBack(viewer, params.id, options),
  }),
)
