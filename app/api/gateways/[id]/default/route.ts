import { api } from '@/lib/server/api'
import { gatewayParams } from '@/lib/server/gateway-draft'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'

export const POST = api(
  { auth: 'session', role: 'owner', params: gatewayParams, body: noBodySchema },
  ({ params }) => studio().gateways.makeDefault(params.id),
)
