import type { Metadata } from 'next'
import { SettingsPage } from '@/components/settings/settings-page'
import { dialects } from '@/lib/gateway/dialects'
import { MoreMessages } from '@/lib/i18n/provider'
import { requestLocale, settingsMessages, translator } from '@/lib/i18n/server'
import { pageViewer } from '@/lib/server/page-session'
import { surroundings } from '@/lib/server/ring-address'
import { studio } from '@/lib/server/running-studio'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'settings')('title') }
}

export default async function Settings() {
  const viewer = await pageViewer()
  // The layout shows the door instead.
  if (viewer === null) return null
  const { origin, env } = surroundings()
  const facts = {
    origin,
    isPublic: env.origin !== null,
    dialects: dialects.map(({ id, auths, capabilities: { speeds } }) => ({ id, auths, speeds })),
  }
  return (
    <MoreMessages messages={settingsMessages(await requestLocale())}>
      <SettingsPage facts={facts} me={await studio().members.me(viewer)} />
    </MoreMessages>
  )
}
