'use client'

import { Sparkles } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { GatewayLamp } from './gateway-lamp'
import { Lamp } from './lamp'
import { railItem } from './rail-item'
import { SettingsMenu } from './settings-menu'

/** The places of the studio: a rail at the left, tabs at the bottom of a phone. It shows what exists, nothing else. */
export function Rail() {
  const t = useTranslations('shell')
  return (
    <nav
      aria-label={t('navigation')}
      className={classNames(
        'z-40 flex shrink-0 bg-bg',
        'sm:sticky sm:top-0 sm:h-dvh sm:w-[68px] sm:flex-col sm:items-center sm:gap-0.5 sm:border-r sm:border-line sm:py-3.5',
        'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:border-line max-sm:pb-[env(safe-area-inset-bottom)]',
      )}
    >
      <Link href="/" aria-label={t('name')} className="mb-3.5 rounded-full max-sm:hidden">
        <Lamp className="size-[34px]" />
      </Link>
      <RailLink href="/" icon={<Sparkles />} label={t('create')} />
      <div className="flex-1 max-sm:hidden" />
      <GatewayLamp />
      <SettingsMenu />
    </nav>
  )
}

function RailLink({ href, icon, label }: { href: string; icon: ReactNode; label: string }) {
  const path = usePathname()
  // A task belongs to Create, from where it was opened.
  const isHere = path === href || path.startsWith('/t/')
  return (
    <Link href={href} aria-current={isHere ? 'page' : undefined} className={railItem}>
      {icon}
      {label}
    </Link>
  )
}
