'use client'

import { useTranslations } from 'use-intl'
import { GatewayDot, healthOf } from '@/components/shell/gateway-dot'
import type { GatewayFacts } from '@/lib/client/studio-api'
import { useGateways } from '@/lib/client/use-task'
import { offersOf } from './offers'
import { Section } from './section'

/** The gateways as a member sees them: what they are called, whether they answer, what they offer. */
export function LentGateways() {
  const t = useTranslations('settings')
  const gateways = useGateways()
  return (
    <Section id="gateways" title={t('sections.gateways')} about={t('gateways.aboutMember')}>
      {gateways === undefined ? (
        <div role="status" aria-label={t('gateways.loading')} className="border-t border-line py-4">
          <div className="h-5 w-44 animate-breathe rounded-md bg-surface" />
        </div>
      ) : gateways.length === 0 ? (
        <p className="text-base text-faint">{t('gateways.noneForMember')}</p>
      ) : (
        <ul>
          {gateways.map((gateway, index) => (
            <li key={gateway.id} className="border-t border-line py-4">
              <Lent gateway={gateway} isDefault={index === 0 && gateways.length > 1} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Lent({ gateway, isDefault }: { gateway: GatewayFacts; isDefault: boolean }) {
  const t = useTranslations('settings.gateways')
  const what = useTranslations('doctor.what')
  const { name, isDemo, reachable, capabilities } = gateway
  const { offered, lacking } = offersOf(capabilities)
  const inWords = (names: typeof offered) => names.map((it) => what(it)).join(' · ')
  return (
    <>
      <h3 className="flex items-center gap-3 text-base font-medium">
        <GatewayDot health={healthOf(gateway)} />
        <span className="min-w-0">{isDemo ? t('demoName') : name}</span>
        {isDefault ? (
          <span className="rounded-sm bg-hover px-[7px] py-0.5 text-xs font-normal text-muted">
            {t('default')}
          </span>
        ) : null}
        {isDemo ? null : reachable ? (
          <span className="text-sm font-normal text-faint">{t('answers')}</span>
        ) : (
          <span className="text-sm font-normal text-accent-text">{t('silent')}</span>
        )}
      </h3>
      <div className="mt-1 flex max-w-[62ch] flex-col gap-0.5 pl-[21px] text-sm text-pretty">
        <p className="text-muted">
          {lacking.length === 0 ? t('offersAll') : t('offers', { list: inWords(offered) })}
        </p>
        {lacking.length === 0 ? null : (
          <p className="text-faint">{t('lacks', { list: inWords(lacking) })}</p>
        )}
      </div>
    </>
  )
}
