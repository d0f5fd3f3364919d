/**
 * What a task is. `TaskReport` is what a gateway says about one of its tasks, translated by its dialect into
 * plain words; `Task` is what the studio knows, and the only shape the browser ever sees. Nothing here knows
 * which gateway spoke.
 */

/** Somebody who uses the studio, as the others see them. */
export type Person = { id: string; name: string }

/** The seven words of the family (gateways.md 3.2). Unknown words are read as IN_PROGRESS by the dialects. */
export const gatewayStatuses = [
  'NOT_START',
  'SUBMITTED',
  'MODAL',
  'IN_PROGRESS',
  'SUCCESS',
  'FAILURE',
  'CANCEL',
] as const
export type GatewayStatus = (typeof gatewayStatuses)[number]

/** A button as a gateway offers it: every member present, whatever was missing or null on the wire. */
export type Button = {
  customId: string
  label: string
  emoji: string
  /** Discord's number: 2 is plain, 3 is pressed (gateways.md 3.5). */
  style: number
}

/** One look at a gateway's task. Times are epoch milliseconds; null where the gateway has not said. */
export type TaskReport = {
  /** The gateway's own id, as the exact digits it sent. */
  id: string
  /** An open word (IMAGINE, UPSCALE, …); for display only: behaviour follows from the buttons. */
  action: string
  status: GatewayStatus
  prompt: string
  promptEn: string
  finalPrompt: string
  description: string
  state: string
  /** 0 to 100; null when the gateway has not said or said a word. Never decides anything. */
  progress: number | null
  failReason: string
  submitTime: number | null
  startTime: number | null
  finishTime: number | null
  /** While running this is a preview that changes and may vanish. */
  imageUrl: string | null
  /** Separate pictures, where the gateway sends them so; otherwise empty. */
  imageUrls: readonly string[]
  videoUrls: readonly string[]
  /** Stills that stand for addresses among the three above, by address; only where the gateway names some. */
  thumbnails: Readonly<Record<string, string>>
  /** Empty while running, and on gateways without buttons. */
  buttons: readonly Button[]
  seed: string | null
}

/** True for the three words after which a gateway does nothing more (a FAILURE may still become SUCCESS late). */
export function isTerminalStatus(status: GatewayStatus): boolean {
  return status === 'SUCCESS' || status === 'FAILURE' || status === 'CANCEL'
}

/** A rectangle in the picture's natural pixels. */
export type Box = { x: number; y: number; width: number; height: number }

/**
 * A kept picture. Its files are served by the studio's own image route (`imagePath`); `quadrants` is set on a
 * 2×2 composite, in the order 1 to 4 (left to right, top to bottom).
 */
export type Picture = {
  id: string
  /** 0-based place among the pictures of its task. */
  position: number
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  sizeBytes: number
  /** base64 of a thumbhash: the blur shown before the first byte arrives. */
  thumbhash: string
  quadrants: readonly Box[] | null
}

/** A region's result within its mask, with the parent's own pixels around it: made by the studio, kept beside it. */
export type PastedPicture = Picture & {
  /** Of which quadrant (1 to 4) of the result; null where that is a single picture. */
  quadrant: number | null
  /** Pixels of the parent over which the edge is soft. */
  feather: number
}

/** A kept film. Its bytes are served at `videoPath(id)`, ranges included. */
export type Video = {
  id: string
  /** 0-based place among the videos of its task. */
  position: number
  type: 'video/mp4' | 'video/webm'
  sizeBytes: number
  /** Id of the picture, among those of the task, that stands for it until it is played. */
  posterId: string | null
}

export const pictureSizes = [256, 512, 1024] as const
export type PictureSize = (typeof pictureSizes)[number]

/** Path of a picture on the studio: a webp no longer than `size` on its long edge, or the original bytes. */
export function imagePath(pictureId: string, size: PictureSize | 'original'): string {
  return `/images/${pictureId}/${size}`
}

/** Path of a film on the studio; `?download` behind it saves it under a name. */
export function videoPath(videoId: string): string {
  return `/images/${videoId}/video`
}

/** Path of one quadrant (1 to 4), cut from the original without loss. */
export function quadrantPath(pictureId: string, index: number): string {
  return `/images/${pictureId}/quadrant-${index}`
}

/** Path of the gateway's own preview of a running task; `version` changes whenever the preview does. */
export function previewPath(taskId: string, version: string): string {
  return `/images/preview/${taskId}?v=${encodeURIComponent(version)}`
}

/** The shapes a blend can have: 2:3, 1:1, 3:2 (gateways.md 1.2). */
export type BlendDimensions = 'PORTRAIT' | 'SQUARE' | 'LANDSCAPE'

/** Why a gateway said no, in words we have a sentence for (gateways.md 2.1, 3.7, quirks 10 and 11). */
export const refusalReasons = [
  'banned-word',
  'invalid-request',
  'no-credit',
  'no-account',
  'parent-expired',
  'not-supported',
  'key-refused',
  'queue-full',
  'rate-limited',
  'daily-limit',
  'account-blocked',
  'too-large',
  'other',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Why a running task ended badly. */
export const failureReasons = [
  'banned-word',
  'invalid-prompt',
  'invalid-parameter',
  'invalid-link',
  'output-filtered',
  'image-denied',
  'timed-out',
  'no-credit',
  'no-account',
  'subscription',
  'account-blocked',
  'account-attention',
  'queue-full',
  'cancelled',
  'other',
] as const
export type FailureReason = (typeof failureReasons)[number]

/**
 * Where a task stands, told so that a screen can be drawn from it and nothing else.
 *
 * queued → sending → waiting → (window →) running → done | failed | cancelled, with the side roads
 * refused, not-sent, unclear (the submit may have been charged; see docs/decisions) and lost (the gateway
 * no longer knows the task; a later answer heals it).
 */
export type TaskState =
  | { name: 'queued'; notBefore: number | null; because: RefusalReason | 'gateway-down' | null }
  | { name: 'sending' }
  | { name: 'unclear'; sentAt: number; detail: string }
  | { name: 'refused'; reason: RefusalReason; detail: string; bannedWord: string | null }
  | { name: 'not-sent'; detail: string }
  | { name: 'waiting' }
  /** The gateway shows a window and waits for the prompt to confirm it. */
  | { name: 'window'; prompt: string; editable: boolean }
  | {
      name: 'running'
      progress: number | null
      /** Path of the gateway's preview on the studio, or null while there is none. */
      preview: string | null
      /** True after 15 minutes without any change. */
      stalled: boolean
    }
  /** `keeping`: the gateway has finished and the bytes are on their way into the archive. */
  | { name: 'done'; archive: 'keeping' | 'kept' | 'gone'; detail: string }
  | { name: 'failed'; reason: FailureReason; detail: string }
  | { name: 'cancelled' }
  | { name: 'lost' }

export type TaskStateName = TaskState['name']

/** What was done to a parent's button, and what became of it. */
export type Child = { id: string; customId: string; state: TaskStateName }

export type Speed = 'relax' | 'fast' | 'turbo'
export type BotType = 'MID_JOURNEY' | 'NIJI_JOURNEY'

/** A task as the studio knows it and the browser sees it. Times are epoch milliseconds. */
export type Task = {
  /** The studio's own id: opaque, safe in a URL, never a number. */
  id: string
  /** Grows with every change of any task; `GET /api/changes?after=` counts in it. */
  seq: number
  createdAt: number
  startedAt: number | null
  finishedAt: number | null
  verb: Verb
  state: TaskState
  /** The gateway's word for what it does, once it has said. */
  action: string
  /** The person's own text, exactly as submitted. */
  prompt: string
  /** The English prompt, where the gateway translated one; else ''. */
  promptEn: string
  /** The prompt as the gateway ended up using it; else ''. */
  finalPrompt: string
  speed: Speed | null
  botType: BotType
  /** The task whose button was pressed, and which button; null for a task of its own. */
  parent: { id: string; customId: string } | null
  children: readonly Child[]
  buttons: readonly Button[]
  pictures: readonly Picture[]
  pasted: readonly PastedPicture[]
  videos: readonly Video[]
  /**
   * Ids of the references that went along (lib/mj/references.ts), in the order of the wire: those of an imagine or
   * a blend, the picture of a describe, the face and then the target of a swap.
   */
  references: readonly string[]
  dimensions: BlendDimensions | null
  /** Text results of describe and shorten, as the gateway sent them; else ''. */
  text: string
  seed: string | null
  /** Another tool's own word for it, as that tool sent it (`state` on the wire); else ''. */
  clientState: string
  /** The keys of the clicks that asked for it, so that a page knows its own again; none of what is another's. */
  clientKeys: readonly string[]
  /** What the person has written down about it; else ''. */
  note: string
  /** Since when it lies in the trash, with all of its frames; null while it does not. */
  trashedAt: number | null
  /** Since when everybody who uses the studio may see it; null where it is private. */
  sharedAt: number | null
  /**
   * Who shares it; null where it is the viewer's own. Of what is another's the note, the references and relatives that
   * are not shared are not told.
   */
  owner: Person | null
  gateway: { id: string; name: string; isDemo: boolean }
  /** The gateway's own id of the task, once there is one. */
  gatewayTaskId: string | null
}

export const verbs = [
  'imagine',
  'action',
  'modal',
  'blend',
  'describe',
  'shorten',
  'swap',
  'upload',
  'change',
] as const
export type Verb = (typeof verbs)[number]

/** States in which nothing more happens by itself. */
export function isSettled(state: TaskState): boolean {
  switch (state.name) {
    case 'refused':
    case 'not-sent':
    case 'failed':
    case 'cancelled':
      return true
    case 'done':
      return state.archive !== 'keeping'
    default:
      return false
  }
}

/** States in which the gateway is at work or about to be: what the feed counts as developing. */
export function isDeveloping(state: TaskState): boolean {
  return ['queued', 'sending', 'waiting', 'running'].includes(state.name)
}

/** States from which something will follow within seconds or minutes: developing, or its pictures being kept. */
export function isUnderWay(state: TaskState): boolean {
  return isDeveloping(state) || (state.name === 'done' && state.archive === 'keeping')
}
