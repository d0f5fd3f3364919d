import 'server-only'
/**
 * Reads the family's task object field by field into a new TaskReport. A gateway may be broken or hostile: what
 * is not understood is left out, what is too long is cut, and nothing of the original object is kept.
 */
import { StudioError } from '@/lib/mj/errors'
import { gatewayStatuses, type Button, type GatewayStatus, type TaskReport } from '@/lib/mj/task'
import { asObject, asText, plainText, type WireObject } from './reply-message'

const maxButtons = 64
const maxPictures = 16
const idPattern = /^[\w-]{1,64}$/

/** A task id from the wire: a safe string or a small integer (long ones arrive as strings); else undefined. */
export function readId(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && idPattern.test(text) ? text : undefined
}

/** Ids go into paths and bodies only in this shape. Throws `StudioError('bad-request')`. */
export function ensureId(id: string): string {
  const safe = readId(id)
  if (safe === undefined) throw new StudioError('bad-request', 'not a task id of a gateway')
  return encodeURIComponent(safe)
}

/** `"87%"`, `"87"`, 87; null for "", null and the words some gateways copy in ("relaxed") (gateways.md 3.3). */
export function readProgress(value: unknown): number | null {
  const digits = /^\s*(\d{1,3})(?:\.\d+)?\s*%?\s*$/.exec(
    typeof value === 'number' ? String(value) : asText(value, 20),
  )
  return digits ? Math.min(100, Number(digits[1])) : null
}

/** Absolute http(s) address, or null. */
export function readAddress(value: unknown): string | null {
  const text = asText(value, 8_193)
  if (text.length > 8_192 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  return text
}

/** '' is a task its gateway has not looked at yet (new-api); an unknown word is one still going on. */
function readStatus(value: unknown): GatewayStatus {
  const word = asText(value, 40).trim().toUpperCase()
  if (word === '') return 'NOT_START'
  return gatewayStatuses.find((status) => status === word) ?? 'IN_PROGRESS'
}

/** Epoch milliseconds; 0 and null both mean "not yet". */
function readTime(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value < 8.64e15 ? Math.trunc(value) : null
}

/** A list of addresses, each a string or an object that has one under `member`. */
export function readAddresses(value: unknown, member = 'url'): string[] {
  if (!Array.isArray(value)) return []
  const addresses = value
    .slice(0, maxPictures)
    .map((element: unknown) => readAddress(asObject(element)?.[member] ?? element))
  return [...new Set(addresses.filter((address) => address !== null))]
}

function readButton(value: unknown): Button | undefined {
  const wire = asObject(value)
  const customId = asText(wire?.['customId'], 1_025)
  if (!wire || customId === '' || customId.length > 1_024) return undefined
  const style = wire['style']
  const label = asText(wire['label'], 200)
  const emoji = asText(wire['emoji'], 64)
  return {
    customId,
    label,
    emoji: emoji === label ? '' : emoji, // some repeat "U1" in both (gateways.md 3.5)
    style: typeof style === 'number' && Number.isInteger(style) ? style : 2,
  }
}

function readButtons(value: unknown): Button[] {
  if (!Array.isArray(value)) return []
  return value
    .slice(0, maxButtons)
    .map(readButton)
    .filter((button) => button !== undefined)
}

/** A seed as text: gateways send a string or a number of up to 32 bits. */
export function readSeed(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : asText(value, 21)
  return /^\d{1,20}$/.test(text) ? text : null
}

/** `thumbnail` beside `url`, in `imageUrls` and `videoUrls` of the C# gateway (gateways.md 3.1). */
function readThumbnails(wire: WireObject): Record<string, string> {
  const lists = [wire['imageUrls'], wire['videoUrls']].filter((list) => Array.isArray(list))
  const named = lists.flatMap((list) => list.slice(0, maxPictures)).map(asObject)
  const pairs = named.map((one) => [readAddress(one?.['url']), readAddress(one?.['thumbnail'])])
  return Object.fromEntries(pairs.filter(([url, still]) => url && still) as [string, string][])
}

/** For video the C# gateway lists the mp4 files among the pictures as well (gateways.md 3.1). */
function readPictures(
  wire: WireObject,
): Pick<TaskReport, 'imageUrl' | 'imageUrls' | 'videoUrls' | 'thumbnails'> {
  const single = readAddress(wire['videoUrl'])
  const videoUrls = [...new Set([...(single ? [single] : []), ...readAddresses(wire['videoUrls'])])]
  return {
    imageUrl: readAddress(wire['imageUrl']),
    imageUrls: readAddresses(wire['imageUrls']).filter((address) => !videoUrls.includes(address)),
    videoUrls,
    thumbnails: readThumbnails(wire),
  }
}

/** The report in a wire task object; undefined when it has no usable id. Never throws. */
export function readTaskReport(value: unknown): TaskReport | undefined {
  const wire = asObject(value)
  const id = readId(wire?.['id'])
  if (!wire || id === undefined) return undefined
  const properties = asObject(wire['properties'])
  return {
    id,
    action: asText(wire['action'], 64),
    status: readStatus(wire['status']),
    prompt: asText(wire['prompt']),
    promptEn: asText(wire['promptEn']),
    finalPrompt: asText(properties?.['finalPrompt']),
    description: asText(wire['description']),
    state: asText(wire['state']),
    progress: readProgress(wire['progress']),
    failReason: plainText(asText(wire['failReason']), 500),
    submitTime: readTime(wire['submitTime']),
    startTime: readTime(wire['startTime']),
    finishTime: readTime(wire['finishTime']),
    ...readPictures(wire),
    buttons: readButtons(wire['buttons']),
    seed: readSeed(wire['seed']) ?? readSeed(properties?.['imageSeed']),
  }
}
