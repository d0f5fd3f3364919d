/** Faults: bad news that is nobody's answer. A gateway saying no is data (`SubmitOutcome`), never one of these. */

/** Each kind with the HTTP status it becomes at the studio's own border. */
export const errorStatus = {
  'bad-request': 400,
  unauthorised: 401,
  forbidden: 403,
  'over-budget': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'unsupported-type': 415,
  'wrong-host': 421,
  'rate-limited': 429,
  internal: 500,
  'gateway-malformed': 502,
  'gateway-unreachable': 502,
  unavailable: 503,
  'gateway-timeout': 504,
  'disk-full': 507,
} as const
export type ErrorKind = keyof typeof errorStatus

/**
 * The one error class. `message` is English, for the log and for other tools; a person reads the translation of
 * `kind`. Never put a key, a header or a whole body into `message`: see rule 15 of docs/decisions.
 */
export class StudioError extends Error {
  readonly kind: ErrorKind
  constructor(kind: ErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StudioError'
    this.kind = kind
  }
  get status(): number {
    return errorStatus[this.kind]
  }
  toJSON(): { error: { kind: ErrorKind; message: string } } {
    return { error: { kind: this.kind, message: this.message } }
  }
}

/** The end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
