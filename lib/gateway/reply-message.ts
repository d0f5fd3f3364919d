import 'server-only'
/** The words in a gateway's answer, whichever of the family's eleven error shapes it has (gateways.md 3.7). */
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

/** Text a person can read out of a web page: no tags, no scripts, one line, 200 characters. */
function stripTags(text: string): string {
  const visible = text
    .slice(0, 20_000)
    .replace(/<(script|style)\b[^<>]*>[^<]*<\/\1>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return asText(visible, 200)
}

export function isWebPage(reply: WireReply): boolean {
  return (
    reply.json === undefined && /^\s*(?:<!doctype html|<html|<head|<body|<center)/i.test(reply.text)
  )
}

/**
 * What the gateway said, for a person and for the log: error.message, error, description, message, failReason,
 * or the text of the page, in this order. Ends with the HTTP status where there are no words at all.
 */
export function messageOf(reply: WireReply): string {
  const body = asObject(reply.json)
  const said = [
    asObject(body?.['error'])?.['message'],
    body?.['error'],
    body?.['description'],
    body?.['message'],
    body?.['failReason'],
  ]
    .map((candidate) => asText(candidate, 500).trim())
    .find((candidate) => candidate !== '')
  if (said !== undefined) return said
  if (isWebPage(reply))
    return `web page instead of an answer (HTTP ${reply.status}): ${stripTags(reply.text)}`
  const text = stripTags(reply.text)
  return text === '' ? `empty answer (HTTP ${reply.status})` : text
}
