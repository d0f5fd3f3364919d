import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'

const holdMs = 10_000
const query = z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })

/** Here, and only here, the browser's abort is handed on: nothing is lost when nobody waits any more. */
export const GET = api({ auth: 'session', query }, ({ viewer, request, query: { after } }) =>
  studio().changes(viewer, after, { holdMs, signal: request.signal }),
)
