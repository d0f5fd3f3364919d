import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'
import { taskParams } from '@/lib/server/task-params'

/** Until when the gateway lends what is not kept yet, and when it is tried again. */
export const GET = api({ auth: 'session', params: taskParams }, ({ viewer, params }) =>
  studio().archiveOutlook(viewer, params.id),
)

export const POST = api(
  { auth: 'session', params: taskParams, body: noBodySchema },
  async ({ viewer, params }) => ({ task: await studio().retryArchive(viewer, params.id) }),
)
