import { z } from 'zod'
import { access } from '@/lib/server/access'
import { api } from '@/lib/server/api'
import { newPasswordSchema, passwordSchema } from '@/lib/server/member-schema'
import { signedIn } from '@/lib/server/signed-in'

const body = z.strictObject({ current: passwordSchema, next: newPasswordSchema })

/** Whoever else was signed in as this member is out; this browser goes on with a session of its own. */
export const POST = api({ auth: 'session', body }, async ({ viewer, body: passwords, peer }) =>
  signedIn(await access().changePassword(viewer.ownerId, passwords, peer)),
)
