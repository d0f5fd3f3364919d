'use client'

import { Blend, Images, ScanText, Settings2, Sparkles } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { type DeskName, deskStore } from '@/lib/state/desk'
import { usePageBelow } from '@/lib/state/open-task'
import { GatewayLamp } from './gateway-lamp'
import { Lamp } from './lamp'
import { OwnMenu } from './own-menu'
import { CreateLink, PageLink, useGoToCreate } from './page-link'
import { railItem } from './rail-item'

/** The places of the studio: a rail at the left, tabs at the bottom of a phone. It shows what exists, nothing else. */
export function Rail() {
  const t = useTranslations('shell')
  // A task belongs to the page from which it was opened.
  const page = usePageBelow()
  const isInSettings = page.startsWith('/settings')
  const isInLibrary = page.startsWith('/library')
  const openDesk = useOpenDesk()
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
      <CreateLink
        aria-current={isInSettings || isInLibrary ? undefined : 'page'}
        className={railItem}
      >
        <Sparkles />
        {t('create')}
      </CreateLink>
      <PageLink
        href="/library"
        aria-current={isInLibrary ? 'page' : undefined}
        className={railItem}
      >
        <Images />
        {t('library')}
      </PageLink>
      <button type="button" className={railItem} onClick={() => openDesk('describe')}>
        <ScanText />
        {t('describe')}
      </button>
      <button type="button" className={railItem} onClick={() => openDesk('blend')}>
        <Blend />
        {t('blend')}
      </button>
      <div className="flex-1 max-sm:hidden" />
      <GatewayLamp />
      <OwnMenu />
      <PageLink
        href="/settings"
        aria-current={isInSettings ? 'page' : undefined}
        className={railItem}
      >
        <Settings2 />
        {t('settings')}
      </PageLink>
    </nav>
  )
}

/** Desks stand on Create, under the composer. */
function useOpenDesk(): (name: DeskName) => void {
  const goToCreate = useGoToCreate()
  return (name) => {
    deskStore.getState().open(name)
    goToCreate()
  }
}
