import { z } from 'zod'
import { StudioError } from '@/lib/mj/errors'
import { access } from '@/lib/server/access'
import { api } from '@/lib/server/api'
import { surroundings } from '@/lib/server/ring-address'
import { setCookie } from '@/lib/server/sessions'

const credentials = z.union([
  z.object({ token: z.string().min(1).max(200) }),
  z.object({ password: z.string().min(1).max(1024) }),
])

export const POST = api({ auth: 'none', body: credentials }, async ({ body, peer }) => {
  const { sessions, passwords, startTokens } = access()
  const isKnown =
    'token' in body
      ? await startTokens.take(body.token)
      : passwords !== null && (await passwords.check(body.password, peer))
  if (!isKnown) throw new StudioError('unauthorised', 'That does not sign in.')
  const cookie = setCookie(surroundings().cookie, await sessions.start())
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie } })
})
