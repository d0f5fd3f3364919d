import { z } from 'zod'
import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'

const holdMs = 10_000
const query = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** `0` for a page that wants to know whether the studio is there, and not to wait for news. */
  hold: z.literal('0').optional(),
})

/** Here, and only here, the browser's abort is handed on: nothing is lost when nobody waits any more. */
export const GET = api({ auth: 'session', query }, ({ viewer, request, query: { after, hold } }) =>
  studio().changes(viewer, after, {
    holdMs: hold === undefined ? holdMs : 0,
    signal: request.signal,
  }),
)
