import type { Metadata } from 'next'
import { requestLocale, translator } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'task')('title') }
}

/** The frame shows the task that is in the address; a task opened cold has nothing below it. */
export default function TaskPage() {
  return null
}
