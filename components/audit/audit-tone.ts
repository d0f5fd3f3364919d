import type { AuditKind } from '@/lib/mj/members'

/** How a line looks to somebody who runs down the log for what went wrong. */
export function toneOf(kind: AuditKind): 'good' | 'bad' | 'warn' | 'plain' {
  switch (kind) {
    case 'accepted':
      return 'good'
    case 'refused':
    case 'over-budget':
      return 'bad'
    case 'unclear':
      return 'warn'
    default:
      return 'plain'
  }
}
