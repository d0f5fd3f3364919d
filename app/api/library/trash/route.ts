import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

const body = z.object({ taskIds: z.array(idSchema).max(1000), isTrashed: z.boolean() })

export const POST = api({ auth: 'session', body }, ({ viewer, body: { taskIds, isTrashed } }) =>
  studio().library.trashTasks(viewer, taskIds, isTrashed),
)
