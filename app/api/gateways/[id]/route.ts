import { api } from '@/lib/server/api'
import { gatewayDraftSchema, gatewayParams } from '@/lib/server/gateway-draft'
import { studio } from '@/lib/server/running-studio'

export const POST = api(
  { auth: 'session', role: 'owner', params: gatewayParams, body: gatewayDraftSchema },
  async ({ params, body }) => ({ gateway: await studio().gateways.change(params.id, body) }),
)
