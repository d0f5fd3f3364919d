/**
 * What the studio answers to its own page, and where. The shapes are those of the routes under app/api, which
 * are tested against them; Task and its parts are lib/mj.
 */
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed, Task } from '@/lib/mj/task'
import { getJson, postJson, type RequestOptions } from './http'

export type FeedPage = { tasks: readonly Task[]; next: string | null; seq: number }
export type Changes = { seq: number; tasks: readonly Task[]; more: boolean }
export type HistoryEvent = { at: number; kind: string; detail: string }
export type SubmitItem = { clientKey: string; submission: StudioSubmission }
export type UnclearChoice =
  | { choice: 'check' }
  | { choice: 'adopt'; gatewayTaskId: string }
  | { choice: 'dismiss' }
  | { choice: 'resend' }

export type Capability =
  | 'action'
  | 'modal'
  | 'region'
  | 'blend'
  | 'describe'
  | 'shorten'
  | 'swap'
  | 'upload'
  | 'seed'
  | 'cancel'

/** What the page may know of the gateway in use. */
export type GatewayFacts = {
  id: string
  name: string
  isDemo: boolean
  reachable: boolean
  capabilities: Readonly<Record<Capability, boolean>> & { speeds: readonly Speed[] }
}

/** Submits carry pictures: on a slow line a minute is not much. */
const submitTimeoutMs = 120_000
/** The server holds the answer up to 10 s; twice that means the line is dead. */
const changesTimeoutMs = 20_000
/** The gateway is asked for these while the browser waits. */
const gatewayTimeoutMs = 45_000

const taskPath = (id: string, verb = '') => `/api/tasks/${encodeURIComponent(id)}${verb}`

export const studioApi = {
  me: (options?: RequestOptions) => getJson<{ gateway: GatewayFacts }>('/api/me', options),
  /** The start token of a printed address, or the password of the studio. */
  logIn: (credentials: { token: string } | { password: string }) =>
    postJson<void>('/api/login', credentials),
  logOut: () => postJson<void>('/api/logout', {}),
  submit: (items: readonly SubmitItem[]) =>
    postJson<{ tasks: readonly Task[] }>('/api/submits', { items }, { timeoutMs: submitTimeoutMs }),
  feed: (before: string | null, limit: number, options?: RequestOptions) => {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(before === null ? {} : { before }),
    })
    return getJson<FeedPage>(`/api/tasks?${query.toString()}`, options)
  },
  task: (id: string, options?: RequestOptions) =>
    getJson<{ task: Task; family: readonly Task[] }>(taskPath(id), options),
  history: (id: string, options?: RequestOptions) =>
    getJson<{ events: readonly HistoryEvent[] }>(taskPath(id, '/history'), options),
  changes: (after: number, options?: RequestOptions) =>
    getJson<Changes>(`/api/changes?after=${after}`, { timeoutMs: changesTimeoutMs, ...options }),
  cancel: (id: string) =>
    postJson<{ task: Task }>(taskPath(id, '/cancel'), {}, { timeoutMs: gatewayTimeoutMs }),
  seed: (id: string) =>
    postJson<{ seed: string }>(taskPath(id, '/seed'), {}, { timeoutMs: gatewayTimeoutMs }),
  window: (id: string, answer: { clientKey: string; prompt: string; maskBase64?: string }) =>
    postJson<{ task: Task }>(taskPath(id, '/window'), answer, { timeoutMs: submitTimeoutMs }),
  unclear: (id: string, choice: UnclearChoice) =>
    postJson<{ task: Task }>(taskPath(id, '/unclear'), choice, { timeoutMs: gatewayTimeoutMs }),
  archive: (id: string) =>
    postJson<{ task: Task }>(taskPath(id, '/archive'), {}, { timeoutMs: gatewayTimeoutMs }),
} as const

export type StudioApi = typeof studioApi
