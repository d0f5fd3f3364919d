import { z } from 'zod'
import { api } from '@/lib/server/api'
import { filmResponse } from '@/lib/server/film-response'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

/** The folder is named after its neighbour: Next wants one name for one place in a path. */
const params = z.object({ pictureId: idSchema })

export const GET = api(
  { auth: 'session-or-token', params },
  async ({ request, viewer, params: { pictureId: videoId }, query }) =>
    filmResponse(await studio().video(viewer, videoId), {
      headers: request.headers,
      asDownload: 'download' in query,
    }),
)
