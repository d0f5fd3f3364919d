'use client'

import { useTranslations } from 'use-intl'
import { AppearanceSection } from './appearance-section'
import type { DialectFacts } from './gateway-form-values'
import { GatewaySection } from './gateway-section'
import { KeyboardSection } from './keyboard-section'
import { SectionIndex } from './section-index'
import { SignOutSection } from './sign-out-section'
import { StorageSection } from './storage-section'
import { ToolsSection } from './tools-section'

/** Where the studio is reached, and what kinds of gateways it can speak to. */
export type SettingsFacts = {
  /** `https://studio.example.org` or `http://127.0.0.1:3000` */
  origin: string
  /** True when `origin` is one that others can reach, so that a gateway may call back. */
  isPublic: boolean
  /** At least one; the first is the preset. */
  dialects: readonly DialectFacts[]
}

/** Everything that is set once and then forgotten. */
export function SettingsPage({ facts }: { facts: SettingsFacts }) {
  const t = useTranslations('settings')
  return (
    <div className="mx-auto max-w-[1120px] px-4 pt-7 pb-20 sm:px-8 sm:pt-10">
      <h1 className="mb-8 text-2xl font-medium tracking-tight">{t('title')}</h1>
      <div className="lg:grid lg:grid-cols-[148px_minmax(0,1fr)] lg:gap-x-14">
        <SectionIndex />
        <div className="min-w-0">
          <GatewaySection facts={facts} />
          <StorageSection />
          <AppearanceSection />
          <KeyboardSection />
          <ToolsSection origin={facts.origin} />
          <SignOutSection />
        </div>
      </div>
    </div>
  )
}
