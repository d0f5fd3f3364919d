import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { idSchema } from '@/lib/server/submission-schema'

const body = z.object({
  pictureId: idSchema,
  quadrant: z.number().int().min(1).max(4).nullable().default(null),
})

export const POST = api({ auth: 'session', body }, async ({ viewer, body: named }) => {
  const { pictureId, quadrant } = named
  const reference = await studio().references.keepPicture(viewer, pictureId, quadrant)
  return Response.json({ reference }, { status: 201 })
})
