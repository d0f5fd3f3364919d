import { api } from '@/lib/server/api'
import { gatewayDraftSchema } from '@/lib/server/gateway-draft'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session', role: 'owner' }, async () => ({
  gateways: await studio().gateways.list(),
}))

export const POST = api(
  { auth: 'session', role: 'owner', body: gatewayDraftSchema },
  async ({ body }) =>
    Response.json({ gateway: await studio().gateways.add(body) }, { status: 201 }),
)
