import type { Metadata } from 'next'
import { Composer } from '@/components/composer/composer'
import { DeskHost } from '@/components/desk/desk-host'
import { Feed } from '@/components/feed/feed'
import { requestLocale, translator } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'shell')('create') }
}

export default async function CreatePage() {
  const t = translator(await requestLocale(), 'shell')
  return (
    <>
      <h1 className="sr-only">{t('create')}</h1>
      <Composer />
      <DeskHost />
      <Feed />
    </>
  )
}
