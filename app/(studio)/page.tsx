import type { Metadata } from 'next'
import { requestLocale, translator } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'shell')('create') }
}

export default function CreatePage() {
  return null
}
