import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { taskParams } from '@/lib/server/task-params'

/** The commands of the mask; its PNG is at `/images/mask/{id}`. */
export const GET = api({ auth: 'session', params: taskParams }, async ({ viewer, params }) => {
  const { document } = await studio().mask(viewer, params.id)
  return { document }
})
