import 'server-only'
import type { GatewayDraft } from '@/lib/mj/gateways'

/** A gateway as somebody fills it in, for tests: nothing but its address and its key. */
export function gatewayDraft(change: Partial<GatewayDraft> = {}): GatewayDraft {
  return {
    name: 'One',
    baseUrl: 'https://one.example',
    key: 'sk-one',
    auth: 'bearer',
    dialect: 'plus',
    defaultSpeed: null,
    accountFilter: {},
    notify: false,
    imageHosts: [],
    ...change,
  }
}
