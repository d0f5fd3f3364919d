import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { pictureBodyMax, windowSchema } from '@/lib/server/submission-schema'
import { taskParams } from '@/lib/server/task-params'

export const POST = api(
  { auth: 'session', params: taskParams, body: windowSchema, max: pictureBodyMax },
  async ({ viewer, params, body: { clientKey, ...answer } }) => ({
    task: await studio().confirmWindow(viewer, params.id, clientKey, answer),
  }),
)
