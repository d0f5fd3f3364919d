import 'server-only'
/** From the environment to gateways: the one that is configured, or the demo gateway in this very process. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { parseFaults } from '@/lib/demo/faults'
import { createDemoGateway } from '@/lib/demo/gateway'
import { createGateway } from '@/lib/gateway/client'
import { dialectById } from '@/lib/gateway/dialects'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import type { Gateway } from '@/lib/gateway/gateway'
import type { Env } from './env'

/** Never resolved: requests to it stay in the process. */
const demoUrl = 'http://demo.safelight.invalid'

export type Connected = { gateways: readonly Gateway[]; close: () => Promise<void> }

export async function connectGateways(env: Env): Promise<Connected> {
  if (env.gateway === null) return connectDemo(env)
  const { baseUrl, key, auth, dialect, name } = env.gateway
  const gateway = createGateway({
    id: gatewayId(baseUrl),
    name,
    baseUrl,
    key,
    auth,
    dialect: dialectById(dialect) ?? plusDialect,
    imageHosts: env.imageHosts,
  })
  return { gateways: [gateway], close: () => Promise.resolve() }
}

/** Tasks remember it: the same address is the same gateway, whatever it is called and whichever key it takes. */
export function gatewayId(baseUrl: string): string {
  return `gw-${createHash('sha256').update(baseUrl).digest('hex').slice(0, 12)}`
}

async function connectDemo(env: Env): Promise<Connected> {
  const { paceMs, faults } = env.demo
  const demo = await createDemoGateway({
    folder: join(env.dataFolder, 'demo'),
    paceMs,
    baseUrl: demoUrl,
    ...(faults === null ? {} : { faults: parseFaults(faults) }),
  })
  const gateway = createGateway({
    id: 'demo',
    name: 'Demo gateway',
    isDemo: true,
    baseUrl: demoUrl,
    key: '',
    auth: 'bearer',
    dialect: plusDialect,
    send: (request) => demo.handle(request),
  })
  return { gateways: [gateway], close: () => demo.close() }
}
