/** Which languages there are and how one is chosen. Pure; the request is read in server.ts. */
import type { Messages } from './en'

export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

/** Kept a year; written by the browser when a person chooses, read by the server for the first paint. */
export const localeCookie = 'safelight_locale'

/** The languages by their own names, for the menu that switches between them. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', zh: '简体中文' }

/** `lang` of the document. */
export const localeTags: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-Hans' }

/** The chosen language if there is one, else the best of `Accept-Language` (RFC 9110, 12.5.4), else English. */
export function resolveLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  return findLocale(chosen) ?? bestAccepted(acceptLanguage ?? '') ?? 'en'
}

function findLocale(tag: string | undefined): Locale | undefined {
  const language = tag?.trim().toLowerCase().split('-')[0]
  return locales.find((locale) => locale === language)
}

function bestAccepted(header: string): Locale | undefined {
  return header
    .split(',')
    .map((range) => {
      const [tag, ...parameters] = range.split(';')
      const quality = parameters.map((it) => /^\s*q=([\d.]+)/.exec(it)?.[1]).find(Boolean)
      return { locale: findLocale(tag), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ locale, quality }) => locale !== undefined && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)[0]?.locale
}

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
