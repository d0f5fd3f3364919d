import 'server-only'
/**
 * One request to a gateway and its answer, within deadlines: the only place that knows the key.
 *
 * [Note: The key goes to one origin]
 * It is held in a closure, put on a request whose URL has just been checked to be the configured origin's, and
 * taken out of whatever the gateway answers. Redirects are not followed, and pictures are read without it.
 */
import { StudioError } from '@/lib/mj/errors'
import type { GatewayAddress } from './base-url'
import { beforeDeadline } from './deadline'
import type { GatewayAuth } from '@/lib/mj/gateways'
import type { WireReply, WireRequest } from './dialect'
import type { Transport } from './transport'
import { readReply } from './wire-reply'

/** Until the headers of an answer, and until its last byte. */
export type Limits = { headersMs: number; totalMs: number }

export type Exchange = (wire: WireRequest, limits: Limits) => Promise<WireReply>

/** Throws `StudioError('bad-request')` for a key that no header can carry. */
export function createExchange({
  address,
  key,
  auth,
  send,
  now,
}: {
  address: GatewayAddress
  key: string
  auth: GatewayAuth
  send: Transport
  now: () => number
}): Exchange {
  const authHeaders = createAuth(key, auth)
  const redact = createRedactor(key)
  return async (wire, { headersMs, totalMs }) => {
    const url = new URL(address.origin + address.path + wire.path)
    // The path is a dialect's own text around checked ids, so this cannot differ; the key depends on it.
    if (url.origin !== address.origin) throw new StudioError('internal', 'request left its gateway')
    const deadlines = new AbortController()
    const request = new Request(url, {
      method: wire.method,
      headers: {
        accept: 'application/json',
        ...(wire.body !== undefined && { 'content-type': 'application/json' }),
        ...authHeaders(),
      },
      body: wire.body === undefined ? null : JSON.stringify(wire.body),
      redirect: 'manual',
      signal: deadlines.signal,
    })
    const started = performance.now()
    const response = await beforeDeadline(send(request), headersMs, deadlines)
    const leftMs = Math.max(1, totalMs - (performance.now() - started))
    return await beforeDeadline(readReply(response, redact, now()), leftMs, deadlines)
  }
}

/** The key's headers, from a closure: not on the gateway object, not in any error. */
function createAuth(key: string, auth: GatewayAuth): () => Record<string, string> {
  // A header with other characters throws a TypeError that quotes the value: the key would be in the log.
  if (!/^[\x21-\x7e]*$/.test(key)) {
    throw new StudioError('bad-request', 'the gateway key contains characters no header can carry')
  }
  return () => {
    if (key === '') return {}
    // Sending both styles breaks the C# proxy, which takes `Authorization` as it stands (gateways.md 1.4).
    return {
      ...((auth === 'bearer' || auth === 'both') && { authorization: `Bearer ${key}` }),
      ...(auth === 'raw' && { authorization: key }),
      ...((auth === 'mj-api-secret' || auth === 'both') && { 'mj-api-secret': key }),
    }
  }
}

/** Gateways quote the key in their errors ("Invalid token sk-…"); our ledger and log must not. */
function createRedactor(key: string): (text: string) => string {
  const secret = key.replace(/^sk-/, '')
  // A short or purely numeric key could be part of an id.
  if (secret.length < 8 || /^\d+$/.test(secret)) return (text) => text
  return (text) => text.replaceAll(secret, '[key]')
}
