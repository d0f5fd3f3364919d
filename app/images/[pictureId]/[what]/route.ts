import { z } from 'zod'
import { api } from '@/lib/server/api'
import { pictureResponse } from '@/lib/server/picture-response'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

const what = z.union([
  z.literal('original'),
  z.literal('256').transform(() => 256 as const),
  z.literal('512').transform(() => 512 as const),
  z.literal('1024').transform(() => 1024 as const),
  z
    .string()
    .regex(/^quadrant-[1-4]$/)
    .transform((text) => ({ quadrant: Number(text.at(-1)) })),
])

/** A picture never changes under its id. */
const year = 31_536_000

export const GET = api(
  { auth: 'session-or-token', params: z.object({ pictureId: idSchema, what }) },
  async ({ viewer, params, query }) =>
    pictureResponse(await studio().image(viewer, params.pictureId, params.what), {
      asDownload: 'download' in query,
      maxAgeSeconds: year,
    }),
)
