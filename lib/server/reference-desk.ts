import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import type { ReferenceDesk } from './studio'

const missing = () => Promise.reject(new StudioError('unavailable', 'not built yet'))

export function createReferenceDesk(): ReferenceDesk {
  return { keep: missing, keepPicture: missing, find: missing, address: missing, image: missing }
}
