import 'server-only'
/** Messages for the server: the language of a request, its messages compiled once, a translator for metadata. */
import compile from 'icu-minify/compile'
import { cookies, headers } from 'next/headers'
import { createTranslator } from 'use-intl/core'
import {
  en,
  type LibraryMessages,
  type Messages,
  type SettingsMessages,
  type SharedMessages,
} from './en'
import { type Locale, localeCookie, resolveLocale } from './locale'
import { zh } from './zh'

/** Only called inside a request: the choice kept in the cookie, else what the browser prefers. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value
  return resolveLocale(chosen, (await headers()).get('accept-language'))
}

/**
 * The messages of one language, compiled, to be handed to the client provider as props.
 *
 * [Note: Messages travel compiled] ICU messages are parsed on the server, once a process, and the browser gets
 * the result: it needs a formatter of 1 kB instead of a parser of 15 kB (`use-intl/format-message` is aliased to
 * its format-only form in next.config.ts). So components see compiled messages everywhere in Next, and only
 * there; tests that format call `use-intl` with plain ones.
 */
export function compiledMessages(locale: Locale): SharedMessages {
  const {
    settings: _1,
    doctor: _2,
    exchange: _3,
    storage: _4,
    library: _5,
    compare: _6,
    people: _7,
    audit: _8,
    ...shared
  } = compiled[locale]
  return shared
}

/** What only the settings page says, for its `MoreMessages`. */
export function settingsMessages(locale: Locale): SettingsMessages {
  const { settings, audit, doctor, exchange, people, storage } = compiled[locale]
  return { settings, audit, doctor, exchange, people, storage }
}

/** What the library and what opens from it say. */
export function libraryMessages(locale: Locale): LibraryMessages {
  const { library, compare } = compiled[locale]
  return { library, compare }
}

/** Nouns whose messages a page fetches when it first needs them (docs/decisions/015). */
export const lateNouns = ['compare'] as const

export function lateMessages(
  locale: Locale,
  noun: (typeof lateNouns)[number],
): Pick<Messages, (typeof lateNouns)[number]> {
  return { [noun]: compiled[locale][noun] }
}

/** A translator outside React, for page titles. */
export function translator<Noun extends keyof Messages>(locale: Locale, namespace: Noun) {
  return createTranslator({ locale, messages: compiled[locale], namespace })
}

const compiled = { en: compileTree(en), zh: compileTree(zh) }

/** Keeps the shape; what was a string may now be compiled nodes, which only the formatter looks at. */
function compileTree(tree: object): Messages {
  const entries = Object.entries(tree).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'string' ? plain(compile(value)) : compileTree(value as object),
  ])
  return Object.fromEntries(entries) as Messages
}

/** The compiler makes objects without a prototype, which may not cross from server to client components. */
function plain(compiled: unknown): unknown {
  return JSON.parse(JSON.stringify(compiled))
}
