import { z } from 'zod'
import { api } from '@/lib/server/api'
import { readHookBody } from '@/lib/server/hook'
import { studio } from '@/lib/server/running-studio'

const params = z.object({ token: z.string().max(100) })

/** Whatever comes is answered with 204: who guesses at addresses, or at what is in them, learns nothing. */
export const POST = api(
  { auth: 'path', params, rate: { burst: 240, refillMs: 20 } },
  async ({ request, params: { token } }) => {
    await studio().takeHook(token, await readHookBody(request))
  },
)
