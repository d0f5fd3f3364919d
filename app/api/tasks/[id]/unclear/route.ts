import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { unclearChoiceSchema } from '@/lib/server/submission-schema'
import { taskParams } from '@/lib/server/task-params'

export const POST = api(
  { auth: 'session', params: taskParams, body: unclearChoiceSchema },
  async ({ viewer, params, body }) => ({
    task: await studio().settleUnclear(viewer, params.id, body),
  }),
)
