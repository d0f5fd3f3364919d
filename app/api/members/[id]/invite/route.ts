import { api } from '@/lib/server/api'
import { memberParams } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'

/** Another link for the same member: the former ends now, and sessions once this one is used. */
export const POST = api(
  { auth: 'session', role: 'owner', params: memberParams, body: noBodySchema },
  async ({ params }) =>
    Response.json(await studio().members.inviteAgain(params.id), { status: 201 }),
)
