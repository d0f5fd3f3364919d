import { z } from 'zod'
import { api } from '@/lib/server/api'
import { pictureResponse } from '@/lib/server/picture-response'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

const year = 31_536_000

/** The mask with which a task was made, as the gateway got it. */
export const GET = api(
  { auth: 'session', params: z.object({ taskId: idSchema }) },
  async ({ viewer, params, query }) => {
    const { png } = await studio().mask(viewer, params.taskId)
    return pictureResponse(
      { bytes: png, type: 'image/png', name: `mask-${params.taskId}.png` },
      { asDownload: 'download' in query, maxAgeSeconds: year },
    )
  },
)
