import { z } from 'zod'
import { api } from '@/lib/server/api'
import { pictureResponse } from '@/lib/server/picture-response'
import { studio } from '@/lib/server/running-studio'
import { referenceIdSchema } from '@/lib/server/submission-schema'

const size = z.union([
  z.literal('original'),
  z.literal('256').transform(() => 256 as const),
  z.literal('1024').transform(() => 1024 as const),
])

/** The name is that of its bytes: what it stands for never changes. */
const year = 31_536_000

export const GET = api(
  { auth: 'session-or-token', params: z.object({ id: referenceIdSchema, size }) },
  async ({ viewer, params, query }) => {
    const picture = await studio().references.image(viewer, params.id, params.size)
    const ending = picture.type.replace('image/', '').replace('jpeg', 'jpg')
    return pictureResponse(
      { ...picture, name: `${params.id.slice(0, 16)}-${params.size}.${ending}` },
      { asDownload: 'download' in query, maxAgeSeconds: year },
    )
  },
)
