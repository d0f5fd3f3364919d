'use client'

import { useTranslations } from 'use-intl'
import { AuditSection } from '@/components/audit/audit-section'
import { AccountSection } from '@/components/people/account-section'
import { PeopleSection } from '@/components/people/people-section'
import { useMe } from '@/lib/client/use-task'
import type { Me } from '@/lib/mj/members'
import { AppearanceSection } from './appearance-section'
import type { DialectFacts } from './gateway-form-values'
import { ExchangeSection } from './exchange-section'
import { GatewaySection } from './gateway-section'
import { KeyboardSection } from './keyboard-section'
import { LentGateways } from './lent-gateways'
import { sectionsOf } from './section'
import { SectionIndex } from './section-index'
import { SignOutSection } from './sign-out-section'
import { StorageSection } from './storage-section'
import { ToolsSection } from './tools-section'
import { useOwnOrigin } from './use-own-origin'

/** Where the studio is reached, and what kinds of gateways it can speak to. */
export type SettingsFacts = {
  /** `https://studio.example.org` or `http://127.0.0.1:3000` */
  origin: string
  /** True when `origin` is one that others can reach, so that a gateway may call back. */
  isPublic: boolean
  /** At least one; the first is the preset. */
  dialects: readonly DialectFacts[]
}

/** Everything that is set once and then forgotten. `me` as the server knew it; changes come with the page's own asking. */
export function SettingsPage({ facts, me: atFirst }: { facts: SettingsFacts; me: Me }) {
  const t = useTranslations('settings')
  const me = useMe() ?? atFirst
  const isOwner = me.role === 'owner'
  const origin = useOwnOrigin(facts)
  return (
    <div className="mx-auto max-w-[1120px] px-4 pt-7 pb-20 sm:px-8 sm:pt-10">
      <h1 className="mb-4 text-2xl font-medium tracking-tight lg:mb-8">{t('title')}</h1>
      <div className="lg:grid lg:grid-cols-[148px_minmax(0,1fr)] lg:gap-x-14">
        <SectionIndex ids={sectionsOf[me.role]} />
        <div className="min-w-0">
          {isOwner ? <GatewaySection facts={facts} /> : <LentGateways />}
          {isOwner ? <PeopleSection me={me} origin={origin} /> : <AccountSection me={me} />}
          {isOwner ? <StorageSection /> : null}
          <AppearanceSection />
          <KeyboardSection />
          <ToolsSection me={me} origin={origin} />
          <ExchangeSection />
          <AuditSection me={me} />
          <SignOutSection />
        </div>
      </div>
    </div>
  )
}
