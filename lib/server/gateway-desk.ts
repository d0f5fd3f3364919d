import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import type { GatewayDesk } from './studio'

const missing = () => Promise.reject(new StudioError('unavailable', 'not built yet'))

export function createGatewayDesk(): GatewayDesk {
  return {
    list: missing,
    add: missing,
    change: missing,
    remove: missing,
    makeDefault: missing,
    probe: missing,
  }
}
