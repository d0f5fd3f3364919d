import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { taskParams } from '@/lib/server/task-params'

export const GET = api({ auth: 'session', params: taskParams }, async ({ viewer, params }) => ({
  events: await studio().history(viewer, params.id),
}))
