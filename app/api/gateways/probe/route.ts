import { api } from '@/lib/server/api'
import { probeRequestSchema } from '@/lib/server/gateway-draft'
import { studio } from '@/lib/server/running-studio'

export const POST = api(
  { auth: 'session', role: 'owner', body: probeRequestSchema, rate: { burst: 10, refillMs: 2000 } },
  async ({ body }) => ({ report: await studio().gateways.probe(body) }),
)
