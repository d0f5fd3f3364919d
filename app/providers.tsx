'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { createQueryClient } from '@/lib/client/query-client'
import type { SharedMessages } from '@/lib/i18n/en'
import type { Locale } from '@/lib/i18n/locale'
import { LanguageProvider } from '@/lib/i18n/provider'

/** The only place where providers are stacked. */
export function Providers({
  locale,
  messages,
  children,
}: {
  locale: Locale
  messages: SharedMessages
  children: ReactNode
}) {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider locale={locale} messages={messages}>
        {children}
      </LanguageProvider>
    </QueryClientProvider>
  )
}
