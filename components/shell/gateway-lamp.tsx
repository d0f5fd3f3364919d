'use client'

import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { buttonClass } from '@/components/ui/button-class'
import { Popover } from '@/components/ui/popover'
import type { GatewayFacts } from '@/lib/client/studio-api'
import { useGateway, useMe } from '@/lib/client/use-task'
import { connectionStore } from '@/lib/state/connection'
import { GatewayDot, healthOf } from './gateway-dot'
import { PageLink } from './page-link'
import { railItem } from './rail-item'

/** Which gateway the studio works with and whether it answers; amber says that it is only the demo. */
export function GatewayLamp() {
  const t = useTranslations('shell.gateway')
  const gateway = useGateway()
  const isOwner = useMe()?.role !== 'member'
  const isConnected = useStore(connectionStore, (state) => state.connection === 'online')
  const health = isConnected && gateway ? healthOf(gateway) : 'unknown'
  return (
    <Popover
      label={t('label', { name: gateway?.name ?? '…' })}
      side="right"
      align="end"
      trigger={
        <button type="button" className={railItem}>
          <span className="grid size-[19px] place-items-center">
            <GatewayDot health={health} />
          </span>
          {t(health)}
        </button>
      }
    >
      {(close) => (
        <div className="w-80 max-w-full">
          <About gateway={gateway} isOwner={isOwner} />
          <PageLink
            href="/settings#gateways"
            onClick={close}
            className={buttonClass('bright', 'sm', 'mt-3.5')}
          >
            {t(!isOwner ? 'see' : gateway?.isDemo ? 'connect' : 'manage')}
          </PageLink>
        </div>
      )}
    </Popover>
  )
}

function About({ gateway, isOwner }: { gateway: GatewayFacts | undefined; isOwner: boolean }) {
  const t = useTranslations('shell.gateway')
  if (!gateway) return <p className="text-muted">…</p>
  if (gateway.isDemo) {
    return (
      <>
        <h2 className="mb-2 text-lg font-medium">{t('demoTitle')}</h2>
        <p className="mb-2 text-muted">{t('demoAbout')}</p>
        <p className="text-muted">{t(isOwner ? 'demoNext' : 'demoForMember')}</p>
      </>
    )
  }
  const about = gateway.reachable ? 'reachableAbout' : 'unreachableAbout'
  return (
    <>
      <h2 className="mb-2 text-lg font-medium">{gateway.name}</h2>
      <p className="text-muted">{t(about, { name: gateway.name })}</p>
    </>
  )
}
