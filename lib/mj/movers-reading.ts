/** What the readers of other clients' histories have in common: the list they make, and careful looks at unknown values. */

/** One task as another client remembers it. */
export type MovedTask = {
  /** Null where that client has not kept it. */
  gatewayTaskId: string | null
  prompt: string
  promptEn: string
  finalPrompt: string
  /** The gateway's word in capitals (IMAGINE, UPSCALE, …); '' where it is not known. */
  action: string
  /** Epoch milliseconds; null where nothing says. */
  createdAt: number | null
  finishedAt: number | null
  imageUrls: readonly string[]
  videoUrls: readonly string[]
  /** Wire buttons as the gateway sent them, unread. */
  buttons: readonly unknown[]
  /** Of the task whose button was pressed, where it is named. */
  parentGatewayTaskId: string | null
  seed: string | null
}

export type MoverSkip =
  | 'not-a-task'
  /** It had not come to an end, and nothing says which task of the gateway it was. */
  | 'unfinished'
  | 'failed'
  | 'nothing-to-keep'

export type MovedHistory = {
  tasks: readonly MovedTask[]
  /** `what` says where in the file it stands. */
  skipped: readonly { what: string; reason: MoverSkip }[]
}

/** A history gathered entry by entry. An entry that throws nothing away is a task or a reason. */
export function gather(
  entries: Iterable<readonly [what: string, read: MovedTask | MoverSkip | null]>,
): MovedHistory {
  const tasks: MovedTask[] = []
  const skipped: { what: string; reason: MoverSkip }[] = []
  for (const [what, read] of entries) {
    if (read === null) continue
    if (typeof read === 'string') skipped.push({ what, reason: read })
    else tasks.push(read)
  }
  return { tasks, skipped }
}

/** Null where it is none; a list is none. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

/** Empty where it is none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

const longestText = 8_000

/** Text in one piece; '' for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestText) : ''
}

/**
 * A gateway's id. As a number it is only believed where it can be exact: beyond 2^53 those clients have already lost
 * its last digits.
 */
export function idOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && /^[\w-]{1,64}$/.test(text) ? text : null
}

/** Epoch milliseconds, as a number or as its digits; seconds are told by their size. */
export function timeOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{10,13}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null
  const time = number < 1e11 ? number * 1000 : number
  return time < 8.64e15 ? Math.trunc(time) : null
}

/** http(s) addresses in a value: an address, an object with one under `url`, or a list of either. */
export function addressesIn(value: unknown): readonly string[] {
  const found = (Array.isArray(value) ? (value as unknown[]) : [value])
    .slice(0, 16)
    .map((one) => asRecord(one)?.['url'] ?? one)
    .filter((one) => typeof one === 'string')
    .filter((one) => one.length <= 8_192 && /^https?:\/\//i.test(one) && URL.canParse(one))
  return [...new Set(found)]
}

/** The seed, which clients keep as text or as a number. */
function seedOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : textOf(value)
  return /^\d{1,20}$/.test(text) ? text : null
}

/** `/up 1705310583960676 U2` names the parent of an upscale (gateways.md 3.1). */
function parentIn(description: string): string | null {
  return /^\/up (\S{1,64}) [UVR]/.exec(description)?.[1] ?? null
}

type Outcome = 'done' | 'failed' | 'unfinished'

/**
 * The verdict on an entry: a task where there is something to keep, else why not. One that has not come to an end is
 * taken where its id is known, since its gateway can tell more.
 */
export function judge(task: MovedTask, outcome: Outcome): MovedTask | MoverSkip {
  if (outcome === 'failed') return 'failed'
  const hasResult = task.imageUrls.length + task.videoUrls.length > 0
  if (outcome === 'unfinished' && task.gatewayTaskId === null) return 'unfinished'
  if (!hasResult && task.gatewayTaskId === null) return 'nothing-to-keep'
  return task
}

/** The family's own word for how a task ended (gateways.md 3.2). */
export function outcomeOf(status: string): Outcome {
  if (status === 'SUCCESS') return 'done'
  return status === 'FAILURE' || status === 'CANCEL' ? 'failed' : 'unfinished'
}

/** A task object of the family as clients store it: the gateway's answer, as it came. */
export function readWireTask(wire: Readonly<Record<string, unknown>>): MovedTask {
  const properties = asRecord(wire['properties'])
  const videoUrls = [...addressesIn(wire['videoUrl']), ...addressesIn(wire['videoUrls'])]
  const separate = addressesIn(wire['imageUrls'])
  const pictures = separate.length > 0 ? separate : addressesIn(wire['imageUrl'])
  return {
    gatewayTaskId: idOf(wire['id']),
    prompt: textOf(wire['prompt']),
    promptEn: textOf(wire['promptEn']),
    finalPrompt: textOf(properties?.['finalPrompt']),
    action: textOf(wire['action']).toUpperCase().slice(0, 64),
    createdAt: timeOf(wire['submitTime']) ?? timeOf(wire['startTime']),
    finishedAt: timeOf(wire['finishTime']),
    imageUrls: pictures.filter((url) => !videoUrls.includes(url)),
    videoUrls: [...new Set(videoUrls)],
    buttons: asList(wire['buttons']).slice(0, 64),
    parentGatewayTaskId: parentIn(textOf(wire['description'])),
    seed: seedOf(wire['seed']),
  }
}
