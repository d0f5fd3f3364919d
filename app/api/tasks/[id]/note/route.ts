import { z } from 'zod'
import { api } from '@/lib/server/api'
import { noteBytes, noteSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'
import { taskParams } from '@/lib/server/task-params'

const body = z.object({ note: noteSchema })

export const POST = api(
  { auth: 'session', params: taskParams, body, max: noteBytes },
  async ({ viewer, params, body: { note } }) => ({
    task: await studio().library.note(viewer, params.id, note),
  }),
)
