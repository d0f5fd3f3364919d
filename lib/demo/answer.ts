import 'server-only'
/** From a wire's reply to the bytes that leave, bent by the faults of the moment. */
import type { Faults } from './faults'
import { record } from './wire/body'
import type { Reply } from './wire/reply'

/** A connection that broke. In process it is an error as undici throws it; on a port the socket is destroyed. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET'
  constructor(message: string) {
    super(message)
    this.name = 'ConnectionReset'
  }
}

export function html(status: number, title: string): Response {
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n`
  return new Response(page, { status, headers: { 'content-type': 'text/html' } })
}

/** Applies the faults that bend the shape of answers, and writes the JSON. */
export function render(reply: Reply, faults: Faults): string {
  if (reply.text !== undefined) return reply.text
  if (reply.json === undefined) return ''
  const scoped = (name: 'null-buttons' | 'null-properties' | 'string-code' | 'number-ids') =>
    faults.take(name) !== undefined
  let value: unknown = reply.json
  if (scoped('null-buttons')) value = eachTask(value, (task) => ({ ...task, buttons: null }))
  if (scoped('null-properties')) value = eachTask(value, (task) => ({ ...task, properties: null }))
  const body = record(value)
  if (typeof body['code'] === 'number' && scoped('string-code'))
    value = { ...body, code: String(body['code']) }
  const text = JSON.stringify(value)
  return scoped('number-ids') ? text.replace(/"(id|result)":"(\d+)"/g, '"$1":$2') : text
}

function eachTask(value: unknown, change: (task: object) => object): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => eachTask(item, change))
  const body = record(value)
  return 'status' in body && 'action' in body ? change(body) : value
}

/** What comes instead of an answer before anything was accepted; undefined when nothing does. */
export async function strikeEarly(
  faults: Faults,
  scope: 'submit' | 'read',
  wait: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const slow = faults.take('slow', scope)
  if (slow) await wait(slow.ms ?? 3000, signal)
  if (faults.take('reset-before-accept', scope)) throw new ConnectionReset('read ECONNRESET')
  if (faults.take('rate-limit', scope)) return new Response(null, { status: 429 })
  const limited = faults.take('rate-limit-retry-after', scope)
  if (limited) {
    const seconds = String(Math.ceil((limited.ms ?? 2000) / 1000))
    return new Response(null, { status: 429, headers: { 'retry-after': seconds } })
  }
  if (faults.take('html-502', scope)) return html(502, '502 Bad Gateway')
  if (faults.take('html-200', scope)) return html(200, 'Welcome')
  return undefined
}

/** What comes instead of the answer after the request was served; undefined when nothing does. */
export async function strikeLate(
  faults: Faults,
  scope: 'submit' | 'read',
  text: string,
  wait: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<Response | undefined> {
  if (faults.take('reset-after-accept', scope)) throw new ConnectionReset('socket hang up')
  const timeout = faults.take('timeout', scope)
  if (timeout) {
    await wait(timeout.ms ?? 100_000, signal)
    return html(524, '524: A timeout occurred')
  }
  if (faults.take('html-502-after-accept', scope)) return html(502, '502 Bad Gateway')
  if (faults.take('empty-200', scope)) return new Response(null, { status: 200 })
  if (faults.take('cut-json', scope))
    return new Response(text.slice(0, Math.max(1, text.length >> 1)), {
      headers: { 'content-type': 'application/json' },
    })
  return undefined
}
