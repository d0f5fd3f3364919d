import { api } from '@/lib/server/api'
import { adoptSchema } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

/** Takes over tasks that a gateway has. Nothing is submitted. */
export const POST = api(
  { auth: 'session', body: adoptSchema, rate: { burst: 10, refillMs: 3_000 } },
  async ({ viewer, body }) => ({
    adoptions: await studio().exchange.adopt(viewer, body.gatewayId, body.ids),
  }),
)
