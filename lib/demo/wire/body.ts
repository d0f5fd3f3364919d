import 'server-only'
/** Reading request bodies: what is there, in the shape it should have, and nothing else. */

export type Body = Readonly<Record<string, unknown>>

/** Like Jackson, the reader behind Plus: numbers pass for strings, anything else for nothing. */
export function text(body: Body, key: string): string {
  const value = body[key]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

/** What is in the list and no text is left out. */
export function texts(body: Body, key: string): string[] {
  const value = body[key]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Empty where it is none. */
export function record(value: unknown): Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

const dataUrl = /^data:[\w.+-]+\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/

/** The bytes of a data URL, or undefined when it is none. */
export function readDataUrl(value: string): Uint8Array | undefined {
  const [, base64] = dataUrl.exec(value) ?? []
  return base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64'))
}

/** A mask may also come as bare base64: Plus drops everything up to `base64,` (gateways.md 2.3). */
export function readMask(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value.replace(/^.*base64,/s, ''), 'base64'))
}

/**
 * Whether a member is a bare number: strict readers refuse that where a string is due, and the lossless reading
 * has made long ones strings already.
 */
export function hasNumber(raw: string, key: string): boolean {
  return typeof record(JSON.parse(raw) as unknown)[key] === 'number'
}
