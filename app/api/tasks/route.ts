import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'

const query = z.object({
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const GET = api({ auth: 'session', query }, ({ viewer, query: page }) =>
  studio().feed(viewer, page),
)
