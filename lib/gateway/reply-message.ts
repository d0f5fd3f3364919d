import 'server-only'
/** The words in a gateway's answer, whichever of the family's eleven error shapes it has (gateways.md 3.7). */
import { parseLossless } from '@/lib/mj/lossless'
import type { WireReply } from './dialect'

export type WireObject = Readonly<Record<string, unknown>>

/** The value as a JSON object, else undefined (arrays and null included). */
export function asObject(value: unknown): WireObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return value as WireObject // any object that JSON can make is a record
}

/** The value as text of at most `limit` UTF-16 units (never half a character); anything else is ''. */
export function asText(value: unknown, limit = 8_192): string {
  if (typeof value !== 'string') return ''
  if (value.length <= limit) return value
  return value.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')
}

/** `code` may be text in foreign gateways (gateways.md 3.6). */
export function readCode(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : asText(value, 12).trim()
  return /^-?\d{1,6}$/.test(text) ? Number(text) : null
}

/** Any more of it is not read: what a gateway has to say it says at the beginning. */
const longestReadable = 20_000

/**
 * Words of a gateway or of Midjourney as a person may read them: without markup, links' addresses, mentions or
 * JSON, on one line, at most `limit` UTF-16 units (quirk 18). '' where nothing readable is left.
 */
export function plainText(text: string, limit = 300): string {
  const words = withoutJson(text.slice(0, longestReadable))
    .replace(/<(script|style|title)\b[^<>]*>[^<]*<\/\1>/gi, ' ')
    .replace(/<(https?:\/\/[^<>\s]*)>/gi, '$1') // Discord's way of writing a link that shows no preview
    .replace(/<(?:[a-z/!?@#:&][^<>]*)?>/gi, ' ')
    .replace(/<[a-z/!?@#][^<>]*$/i, ' ') // cut in the middle of a tag
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/^\s*#{1,6} /gm, '')
    .replace(/\*\*|~~/g, '')
    .replace(/`+([^`]*)`+/g, '“$1”')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return asText(words, limit)
}

/** JSON inside a text is replaced by the words in it: relays quote the answers of those behind them. */
function withoutJson(text: string): string {
  const at = text.search(/\{\s*"|\[\s*[{"]/)
  if (at < 0) return text
  const head = text.slice(0, at).replace(/[\s:：,"'(]+$/, '')
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  return [head, wordsIn(readQuoted(text.slice(at, end)))].filter((part) => part !== '').join(': ')
}

function readQuoted(text: string): unknown {
  try {
    return parseLossless(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // cut short: there is nothing to read in it
    throw error
  }
}

/** error.message, error, description, message, failReason: the first that has words (gateways.md 3.7). */
function wordsIn(value: unknown): string {
  const body = asObject(value)
  const said = [
    asObject(body?.['error'])?.['message'],
    body?.['error'],
    body?.['description'],
    body?.['message'],
    body?.['failReason'],
  ]
  return said.map((words) => asText(words, 2_000).trim()).find((words) => words !== '') ?? ''
}

/** Whether a page for people has come in place of an answer: of a proxy, of a login. */
export function isWebPage(reply: WireReply): boolean {
  return (
    reply.json === undefined && /^\s*(?:<!doctype html|<html|<head|<body|<center)/i.test(reply.text)
  )
}

/** Go's and Java's parsers, when a relay was sent a page by those behind it (shape 10). */
const pageBehind = /readObjectStart|invalid character '<'|Unexpected token '?</

/** The gateway's own words, plain; '' where it has sent none, or a web page. */
export function wordsOf(reply: WireReply): string {
  if (isWebPage(reply)) return ''
  const isJson = reply.json !== undefined && typeof reply.json !== 'string'
  const words = plainText(isJson ? wordsIn(reply.json) : reply.text)
  return pageBehind.test(words) ? '' : words
}

/** What a person is told that the gateway said: its own words, else its HTTP status. */
export function detailOf(reply: WireReply): string {
  return wordsOf(reply) || `HTTP ${reply.status}`
}

/** What came, for the log, and for a person where nothing is known but that. Never empty. */
export function messageOf(reply: WireReply): string {
  const words = wordsOf(reply)
  if (words !== '') return words
  const what = reply.text.trim() === '' ? 'empty answer' : `${kindOf(reply)} instead of an answer`
  return `${what} (HTTP ${reply.status})`
}

function kindOf(reply: WireReply): string {
  if (isWebPage(reply) || pageBehind.test(reply.text)) return 'web page'
  return reply.json === undefined ? 'unreadable text' : 'JSON without words'
}
