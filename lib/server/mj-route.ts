import 'server-only'
/** The two routes of the studio's own `/mj/*`, with and without a mode before it: one handler for every method. */
import { z } from 'zod'
import { StudioError } from '@/lib/mj/errors'
import { api } from './api'
import { faultReply } from './mj-reply'
import { answerMj, mjAllowed, mjBodyMax } from './mj-surface'
import { surroundings } from './ring-address'
import { studio } from './running-studio'

const params = z.object({
  path: z.array(z.string().max(100)).max(5),
  mode: z.string().max(20).optional(),
})

export const mjRoute = api(
  {
    auth: 'session-or-token',
    params,
    body: z.unknown(),
    max: ({ path }) => mjBodyMax(typeof path === 'string' ? [path] : (path ?? [])),
    rate: { burst: 120, refillMs: 100 },
    explain: faultReply,
  },
  async ({ request, viewer, params: { path, mode = null }, body }) => {
    try {
      return await answerMj({
        studio: studio(),
        viewer,
        method: request.method,
        path,
        mode,
        body,
        origin: surroundings().origin,
      })
    } catch (error) {
      if (!(error instanceof StudioError) || error.kind !== 'method-not-allowed') throw error
      const allow = mjAllowed(path, mode).join(', ')
      return Response.json(faultReply(error), { status: error.status, headers: { allow } })
    }
  },
)
