'use client'

import { type ReactNode, useMemo } from 'react'
import { type IntlError, IntlProvider, useLocale, useMessages } from 'use-intl'
import type { Messages, SharedMessages } from './en'
import type { Locale } from './locale'

/** Gives the client the messages of the language in use, and of no other: they arrive as props, not as code. */
export function LanguageProvider({
  locale,
  messages,
  children,
}: {
  locale: Locale
  messages: SharedMessages
  children: ReactNode
}) {
  const timeZone = useMemo(() => Intl.DateTimeFormat().resolvedOptions().timeZone, [])
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone} onError={raise}>
      {children}
    </IntlProvider>
  )
}

/** Adds what only the page inside says. */
export function MoreMessages({
  messages,
  children,
}: {
  messages: Partial<Messages>
  children: ReactNode
}) {
  const shared = useMessages()
  const all = useMemo(() => ({ ...shared, ...messages }), [shared, messages])
  return (
    <IntlProvider locale={useLocale()} messages={all}>
      {children}
    </IntlProvider>
  )
}

/** The types make a missing message impossible, so whatever still goes wrong is a fault of ours. */
function raise(error: IntlError): never {
  throw error
}
