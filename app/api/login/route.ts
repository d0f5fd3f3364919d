import { z } from 'zod'
import { access } from '@/lib/server/access'
import { api } from '@/lib/server/api'
import { passwordSchema } from '@/lib/server/member-schema'
import { signedIn } from '@/lib/server/signed-in'

const credentials = z.union([
  z.strictObject({ token: z.string().min(1).max(200) }),
  z.strictObject({ password: passwordSchema }),
  z.strictObject({ name: z.string().min(1).max(200), password: passwordSchema }),
])

export const POST = api({ auth: 'none', body: credentials }, async ({ body, peer }) =>
  signedIn(await access().signIn(body, peer)),
)
