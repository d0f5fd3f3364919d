/** What can be asked of a gateway, and what it may answer. Plain words; each dialect translates them. */
import type { BlendDimensions, BotType, RefusalReason, Speed } from './task'

/**
 * Pictures travel as data URLs (`data:image/png;base64,…`) at this border, or as the token of a reference that the
 * studio already has (lib/mj/references.ts); the ledger keeps them as blobs, and a dialect sees data URLs only.
 */
type DataUrl = string

/** What every submit may carry beside its own fields. */
export type SubmissionOptions = {
  speed?: Speed | undefined
  botType?: BotType | undefined
  accountFilter?: Readonly<Record<string, unknown>> | undefined
  notifyHook?: string | undefined
}

export type Submission = SubmissionOptions &
  (
    | { verb: 'imagine'; prompt: string; base64Array?: readonly DataUrl[] | undefined }
    | {
        verb: 'action'
        /** The gateway's id of the parent (the studio translates its own ids before a dialect sees them). */
        taskId: string
        customId: string
        enableRemix?: boolean | undefined
        chooseSameChannel?: boolean | undefined
      }
    | {
        verb: 'modal'
        taskId: string
        prompt?: string | undefined
        maskBase64?: DataUrl | undefined
      }
    | { verb: 'blend'; base64Array: readonly DataUrl[]; dimensions?: BlendDimensions | undefined }
    | { verb: 'describe'; base64: DataUrl }
    | { verb: 'shorten'; prompt: string }
    | { verb: 'swap'; sourceBase64: DataUrl; targetBase64: DataUrl }
    | { verb: 'upload'; base64Array: readonly DataUrl[] }
    | {
        verb: 'change'
        taskId: string
        action: 'UPSCALE' | 'VARIATION' | 'REROLL'
        index: number
      }
  )

/**
 * One submit as the browser asks for it: ids are the studio's. `answer` is the prompt (and mask) with which the
 * studio itself confirms the window that an action opens, so that a window never hangs on an open tab.
 */
export type StudioSubmission = Submission & {
  answer?:
    | {
        prompt: string
        maskBase64?: DataUrl | undefined
        /** The mask as commands (lib/editor/saved.ts), kept with the task so that it can be adjusted and sent again. */
        maskDocument?: string | undefined
      }
    | undefined
  /** The same for a mask that is itself the answer to an open window. */
  maskDocument?: string | undefined
  /** Another tool's own word for the task: it comes back in what `/mj/task/{id}/fetch` tells (gateways.md 5). */
  state?: string | undefined
}

/**
 * What became of one send. See [Note: A submit is sent once] in lib/gateway/client.ts for how each is told
 * apart; only `not-sent` and `refused-for-now` may ever be sent again without a person's word.
 */
export type SubmitOutcome =
  | { type: 'accepted'; taskId: string; description: string; ahead: number | null }
  /** Code 21: the gateway made a task that waits for its window to be confirmed. */
  | { type: 'window'; taskId: string; finalPrompt: string; editable: boolean }
  /** An upload answers with addresses instead of a task. */
  | { type: 'uploaded'; urls: readonly string[] }
  /** Old gateways: this very button was pressed before; the task that came of it. */
  | { type: 'exists'; taskId: string }
  | {
      type: 'refused'
      reason: RefusalReason
      code: number | null
      detail: string
      bannedWord: string | null
    }
  | { type: 'refused-for-now'; reason: RefusalReason; detail: string; retryAfterMs: number | null }
  /** Proved not to have left: DNS, refused connection, handshake. */
  | { type: 'not-sent'; detail: string }
  /** Anything else: the gateway may have taken it and charged for it. */
  | { type: 'unknown'; detail: string }
