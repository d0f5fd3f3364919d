import 'server-only'
/**
 * The studio's own words on stderr: one JSON line an event, a fixed set of fields, secrets blacked out. Never
 * hand it a request, a response or a body (docs/decisions: secrets stay out of logs).
 */

export type LogFields = {
  route?: string
  method?: string
  status?: number
  kind?: string
  taskId?: string
  gateway?: string
  blob?: string
  count?: number
  ms?: number
  error?: unknown
}

type Level = 'info' | 'warn' | 'error'

const secrets: readonly [RegExp, string][] = [
  [/\b(sk-)[\w-]{4,}/gi, '$1…'],
  [/\b(sl-)[\w-]{8,}/g, '$1…'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 …'],
  [
    /\b(authorization|mj-api-secret|cookie|token|password|secret|key)("?\s*[:=]\s*"?)[^\s",;}]+/gi,
    '$1$2…',
  ],
  [/(https?:\/\/[^\s"'?#]+)[?#][^\s"']*/gi, '$1?…'],
  [/([A-Za-z0-9+/]{40})[A-Za-z0-9+/]{20,}={0,2}/g, '$1…'],
]

/** `text` with everything that looks like a secret, an address's query or long base64 blacked out. */
export function redact(text: string): string {
  return secrets.reduce((clean, [pattern, mask]) => clean.replace(pattern, mask), text)
}

/** The error and its causes as one redacted line each; the stack only of the first. */
export function describeError(error: unknown): string {
  const lines: string[] = []
  for (let at = error; at !== undefined && at !== null && lines.length < 5;) {
    lines.push(at instanceof Error ? `${at.name}: ${at.message}` : 'something that is no error')
    at = at instanceof Error ? at.cause : undefined
  }
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return redact([lines.join(' <- '), ...places.slice(0, 6)].join('\n')).slice(0, 4000)
}

export function log(level: Level, event: string, fields: LogFields = {}): void {
  const { error, ...rest } = fields
  const line = {
    at: new Date().toISOString(),
    level,
    event,
    ...rest,
    ...(error === undefined ? {} : { error: describeError(error) }),
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/**
 * Goes on in silence once whoever read our output has gone. Without it each word to a closed pipe is an uncaught error,
 * which Next tells on the same pipe, which is an uncaught error: a process that does nothing else.
 */
export function outliveReaders(outputs: readonly NodeJS.EventEmitter[]): void {
  for (const output of outputs) output.on('error', () => undefined)
}
