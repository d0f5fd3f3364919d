import { api } from '@/lib/server/api'
import { memberParams } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'

export const POST = api(
  { auth: 'session', role: 'owner', params: memberParams, body: noBodySchema },
  async ({ params }) => ({ member: await studio().members.remove(params.id) }),
)
