import { classNames } from '@/components/ui/class-names'

const looks = {
  demo: 'bg-lamp-warn shadow-[0_0_8px_var(--lamp-warn)]',
  reachable: 'bg-ok shadow-[0_0_8px_var(--ok)]',
  unreachable: 'bg-accent shadow-[0_0_8px_var(--accent)]',
  unknown: 'bg-faint',
} as const

export type GatewayHealth = keyof typeof looks

/** The lamp of a gateway; amber says that it is only the demo. Decorative: words stand beside it. */
export function GatewayDot({ health }: { health: GatewayHealth }) {
  return (
    <span
      aria-hidden
      className={classNames('block size-[9px] shrink-0 rounded-full', looks[health])}
    />
  )
}

export function healthOf(gateway: { isDemo: boolean; reachable: boolean }): GatewayHealth {
  if (gateway.isDemo) return 'demo'
  return gateway.reachable ? 'reachable' : 'unreachable'
}
