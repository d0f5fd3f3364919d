import { z } from 'zod'
import { api } from '@/lib/server/api'
import { exchangeParams, gatewayIdSchema } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

export const POST = api(
  {
    auth: 'session',
    params: exchangeParams,
    body: z.strictObject({ gatewayId: gatewayIdSchema.nullable() }),
  },
  async ({ viewer, params, body }) => ({
    import: await studio().exchange.startImport(viewer, params.id, body.gatewayId),
  }),
)
