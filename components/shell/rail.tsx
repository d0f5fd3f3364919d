'use client'

import { Sparkles } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { useCloseTask, useOpenTaskId } from '@/lib/state/open-task'
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
      <CreateLink aria-label={t('name')} className="mb-3.5 rounded-full max-sm:hidden">
        <Lamp className="size-[34px]" />
      </CreateLink>
      {/* A task belongs to Create, from where it was opened. */}
      <CreateLink aria-current="page" className={railItem}>
        <Sparkles />
        {t('create')}
      </CreateLink>
      <div className="flex-1 max-sm:hidden" />
      <GatewayLamp />
      <SettingsMenu />
    </nav>
  )
}

/**
 * To Create: closes what lies over it, or goes to its top. Not next/link, whose 6 kB would only serve a navigation
 * that never happens: there is one page, and tasks lie over it.
 */
function CreateLink(props: Omit<ComponentProps<'a'>, 'href' | 'onClick'>) {
  const isTaskOpen = useOpenTaskId() !== null
  const close = useCloseTask()
  return (
    <a
      href="/"
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        if (isTaskOpen) close()
        else window.scrollTo({ top: 0, behavior: 'smooth' })
      }}
      {...props}
    />
  )
}
