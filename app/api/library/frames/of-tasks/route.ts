import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

const mostTasks = 200

const query = z.object({
  ids: z
    .string()
    .max(mostTasks * 65)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(idSchema).max(mostTasks)),
})

export const GET = api({ auth: 'session', query }, async ({ viewer, query: { ids } }) => ({
  frames: await studio().library.framesOf(viewer, ids),
}))
