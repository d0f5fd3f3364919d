import { z } from 'zod'
import { access } from '@/lib/server/access'
import { api } from '@/lib/server/api'
import { newPasswordSchema, secretSchema } from '@/lib/server/member-schema'
import { signedIn } from '@/lib/server/signed-in'

const body = z.strictObject({ secret: secretSchema, password: newPasswordSchema })

export const POST = api(
  { auth: 'none', body, rate: { burst: 20, refillMs: 3_000 } },
  async ({ body: { secret, password }, peer }) =>
    signedIn(await access().takeInvitation(secret, password, peer)),
)
