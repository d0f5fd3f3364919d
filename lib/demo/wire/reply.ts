import 'server-only'
/** What a wire answers, before it becomes a `Response`: the faults bend it in between. */

export type Reply = {
  status: number
  /** Undefined for an empty body. */
  json?: unknown
  /** A body in plain text instead. */
  text?: string
  /** A body of pixels instead: the file's name under `/demo/pictures`. */
  picture?: string
  /** Or those of a picture somebody gave, by its name. */
  given?: string
  /** True when a submit was accepted: faults that strike after acceptance look at this. */
  isAccepted?: boolean
}

export const empty = (status: number): Reply => ({ status })
export const json = (value: unknown): Reply => ({ status: 200, json: value })

/** A refusal of Plus: always HTTP 200, always all four members (gateways.md 3.7, shape 1). */
export function refuse(
  code: number,
  description: string,
  properties: Record<string, unknown> = {},
): Reply {
  return json({ code, description, result: null, properties })
}

const springWords: Record<number, string | undefined> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
}

/** Spring's own answer to a body it cannot read (shape 9). */
export function springError(status: number, path: string, now: number): Reply {
  const error = springWords[status] ?? 'Internal Server Error'
  return { status, json: { timestamp: new Date(now).toISOString(), status, error, path } }
}
