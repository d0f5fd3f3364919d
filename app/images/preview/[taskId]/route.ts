import { z } from 'zod'
import { api } from '@/lib/server/api'
import { pictureResponse } from '@/lib/server/picture-response'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

/** `?v=` changes with the preview, so that a minute in the browser's cache never shows an old one. */
export const GET = api(
  { auth: 'session-or-token', params: z.object({ taskId: idSchema }) },
  async ({ viewer, params: { taskId } }) => {
    const preview = await studio().preview(viewer, taskId)
    // A preview comes and goes with the task; that there is none just now is no fault.
    if (preview === null) return new Response(null, { status: 204 })
    return pictureResponse(
      { ...preview, name: `${taskId}-preview.webp` },
      { asDownload: false, maxAgeSeconds: 60 },
    )
  },
)
