import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { localeTags } from '@/lib/i18n/locale'
import { compiledMessages, requestLocale, translator } from '@/lib/i18n/server'
import { parseTheme, themeCookie } from '@/lib/state/theme'
import './globals.css'
import { Providers } from './providers'

const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-geist',
})

const geistMono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-geist-mono',
  preload: false,
})

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#0f0d0c' },
    { media: '(prefers-color-scheme: light)', color: '#f5f1eb' },
  ],
}

export async function generateMetadata(): Promise<Metadata> {
  const t = translator(await requestLocale(), 'shell')
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    robots: { index: false, follow: false },
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await requestLocale()
  const theme = parseTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html
      lang={localeTags[locale]}
      className={`${geist.variable} ${geistMono.variable}`}
      {...(theme ? { 'data-theme': theme } : {})}
      // Visitors who arrive with a key are marked before React looks (components/sign-in/arrival.tsx).
      suppressHydrationWarning
    >
      <body>
        <Providers locale={locale} messages={compiledMessages(locale)}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
