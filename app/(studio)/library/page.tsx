import type { Metadata } from 'next'
import { LibraryPage } from '@/components/library/library-page'
import { MoreMessages } from '@/lib/i18n/provider'
import { libraryMessages, requestLocale, translator } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'library')('title') }
}

export default async function Library() {
  return (
    <MoreMessages messages={libraryMessages(await requestLocale())}>
      <LibraryPage />
    </MoreMessages>
  )
}
