import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'
import { taskParams } from '@/lib/server/task-params'

export const POST = api(
  { auth: 'session', params: taskParams, body: noBodySchema },
  async ({ viewer, params }) => ({ task: await studio().retryArchive(viewer, params.id) }),
)
