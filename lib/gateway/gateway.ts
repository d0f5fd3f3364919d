/**
 * A gateway as the server uses it. `createGateway` in client.ts makes one from a base URL, a key, a dialect and
 * a transport; the demo gateway is reached through the same interface with a transport that never leaves the
 * process.
 */
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { TaskReport } from '@/lib/mj/task'
import type { Capabilities } from '@/lib/mj/capabilities'
import type { ReadOutcome } from './dialect'
import type { ArrivingFilm, FetchedResult } from './result-body'

export type ListOutcome =
  | { type: 'listed'; reports: readonly TaskReport[] }
  | { type: 'key-refused' }
  | { type: 'unreadable'; detail: string; retryAfterMs: number | null }

export interface Gateway {
  readonly id: string
  readonly name: string
  readonly isDemo: boolean
  readonly capabilities: Capabilities
  /** Sends exactly once and never throws: whatever happens is an outcome. `state` is the attempt's token. */
  submit(submission: Submission, state: string): Promise<SubmitOutcome>
  fetch(taskId: string): Promise<ReadOutcome>
  /** At most 100 ids. Falls back to nothing: callers use `fetch` where `capabilities.listByCondition` is false. */
  list(taskIds: readonly string[]): Promise<ListOutcome>
  listRecent(): Promise<ListOutcome>
  /** Asked by a person: throws `StudioError` when there is no answer. May take a minute. */
  seed(
    taskId: string,
  ): Promise<{ type: 'seed'; seed: string } | { type: 'refused'; detail: string }>
  /** Throws `StudioError` when there is no answer. */
  cancel(taskId: string): Promise<{ type: 'cancelled' } | { type: 'refused'; detail: string }>
  /**
   * The bytes behind a result's address: no key, no cookies, public hosts only, except the gateway's own
   * `host:port` and the hosts the owner allowed. Throws `StudioError`.
   */
  readPicture(url: string): Promise<{ bytes: Uint8Array; type: string }>
  /** The same for a picture or a film: a film is handed to `keepFilm` piece by piece while it arrives. */
  readResult<T>(
    url: string,
    keepFilm: (film: ArrivingFilm) => Promise<T>,
  ): Promise<FetchedResult<T>>
}
