/** The gateway of a scenario, as a studio reaches it. */
import { createGateway, type GatewayOptions } from '@/lib/gateway/client'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import type { Gateway } from '@/lib/gateway/gateway'

export function tortureGateway(baseUrl: string, options: Partial<GatewayOptions> = {}): Gateway {
  return createGateway({
    id: 'torture',
    name: 'Torture',
    baseUrl,
    key: '',
    auth: 'bearer',
    dialect: plusDialect,
    ...options,
  })
}
