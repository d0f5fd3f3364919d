import { api } from '@/lib/server/api'
import { memberParams } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'

export const POST = api(
  { auth: 'session', params: memberParams, body: noBodySchema },
  async ({ viewer, params }) => ({ token: await studio().tokens.revoke(viewer, params.id) }),
)
