import { z } from 'zod'
import { access } from '@/lib/server/access'
import { api } from '@/lib/server/api'
import { secretSchema } from '@/lib/server/member-schema'

const body = z.strictObject({ secret: secretSchema })

/** For whom a link is. Whoever has it may join with it, so the name is no secret from them. */
export const POST = api(
  { auth: 'none', body, rate: { burst: 20, refillMs: 3_000 } },
  ({ body: { secret } }) => access().lookAtInvitation(secret),
)
