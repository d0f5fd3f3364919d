/**
 * What the studio answers to its own page, and where. The shapes are those of the routes under app/api, which
 * are tested against them; Task and its parts are lib/mj.
 */
import type { ArchiveState } from '@/lib/mj/archive'
import type { Capabilities } from '@/lib/mj/capabilities'
import type { GatewayDraft, GatewaySettings, ProbeReport, ProbeRequest } from '@/lib/mj/gateways'
import type { Me } from '@/lib/mj/members'
import type { Reference } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed, Task } from '@/lib/mj/task'
import { getJson, postJson, type RequestOptions } from './http'

export type FeedPage = { tasks: readonly Task[]; next: string | null; seq: number }
export type Changes = {
  seq: number
  tasks: readonly Task[]
  more: boolean
  /** What everybody shares is another than it was. */
  isSharedNew: boolean
}
export type HistoryEvent = { at: number; kind: string; detail: string }
export type SubmitItem = { clientKey: string; submission: StudioSubmission }
export type UnclearChoice =
  | { choice: 'check' }
  | { choice: 'adopt'; gatewayTaskId: string }
  | { choice: 'dismiss' }
  | { choice: 'resend' }

/** What the page may know of a gateway that is connected. */
export type GatewayFacts = {
  id: string
  name: string
  isDemo: boolean
  reachable: boolean
  capabilities: Capabilities
  /** What the composer begins with there; null where it has no say. */
  defaultSpeed: Speed | null
}

/** Submits carry pictures: on a slow line a minute is not much. */
const submitTimeoutMs = 120_000
/** The server holds the answer up to 10 s; twice that means the line is dead. */
const changesTimeoutMs = 20_000
/** The gateway is asked for these while the browser waits. */
const gatewayTimeoutMs = 45_000

const taskPath = (id: string, verb = '') => `/api/tasks/${encodeURIComponent(id)}${verb}`

export const studioApi = {
  /** The gateways that are connected, the default one first, and who is signed in. */
  me: (options?: RequestOptions) =>
    getJson<{ gateways: readonly GatewayFacts[]; me: Me }>('/api/me', options),
  /** The start token of a printed address, the password of the studio's owner, or a member's name and password. */
  logIn: (
    credentials: { token: string } | { password: string } | { name: string; password: string },
  ) => postJson<void>('/api/login', credentials),
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
  children: (id: string, options?: RequestOptions) =>
    getJson<{ tasks: readonly Task[] }>(taskPath(id, '/children'), options),
  history: (id: string, options?: RequestOptions) =>
    getJson<{ events: readonly HistoryEvent[] }>(taskPath(id, '/history'), options),
  changes: (after: number, isHeld: boolean, options?: RequestOptions) =>
    getJson<Changes>(`/api/changes?after=${after}${isHeld ? '' : '&hold=0'}`, {
      timeoutMs: changesTimeoutMs,
      ...options,
    }),
  cancel: (id: string) =>
    postJson<{ task: Task }>(taskPath(id, '/cancel'), {}, { timeoutMs: gatewayTimeoutMs }),
  seed: (id: string) =>
    postJson<{ seed: string }>(taskPath(id, '/seed'), {}, { timeoutMs: gatewayTimeoutMs }),
  window: (
    id: string,
    answer: { clientKey: string; prompt: string; maskBase64?: string; maskDocument?: string },
  ) => postJson<{ task: Task }>(taskPath(id, '/window'), answer, { timeoutMs: submitTimeoutMs }),
  /** The commands of the mask with which a task was made; null where another tool has sent only the PNG. */
  mask: (id: string, options?: RequestOptions) =>
    getJson<{ document: string | null }>(taskPath(id, '/mask'), options),
  pasteBack: (id: string, options: { quadrant: number | null; feather: number }) =>
    postJson<{ task: Task }>(taskPath(id, '/paste-back'), options, { timeoutMs: gatewayTimeoutMs }),
  unclear: (id: string, choice: UnclearChoice) =>
    postJson<{ task: Task }>(taskPath(id, '/unclear'), choice, { timeoutMs: gatewayTimeoutMs }),
  archive: (id: string) =>
    postJson<{ task: Task }>(taskPath(id, '/archive'), {}, { timeoutMs: gatewayTimeoutMs }),
  archiveState: (options?: RequestOptions) =>
    getJson<{ archive: ArchiveState }>('/api/archive', options),
  /** Everything that was given up and that somebody may still have. */
  retryGone: () => postJson<{ count: number }>('/api/archive/retry', {}),
  archiveOutlook: (id: string, options?: RequestOptions) =>
    getJson<{ expiresAt: number | null; nextTryAt: number | null }>(
      taskPath(id, '/archive'),
      options,
    ),
  gateways: (options?: RequestOptions) =>
    getJson<{ gateways: readonly GatewaySettings[] }>('/api/gateways', options),
  addGateway: (draft: GatewayDraft) =>
    postJson<{ gateway: GatewaySettings }>('/api/gateways', draft),
  changeGateway: (id: string, draft: GatewayDraft) =>
    postJson<{ gateway: GatewaySettings }>(gatewayPath(id), draft),
  removeGateway: (id: string) => postJson<void>(gatewayPath(id, '/remove'), {}),
  makeDefaultGateway: (id: string) => postJson<void>(gatewayPath(id, '/default'), {}),
  probeGateway: (request: ProbeRequest, options?: RequestOptions) =>
    postJson<{ report: ProbeReport }>('/api/gateways/probe', request, {
      timeoutMs: gatewayTimeoutMs,
      ...options,
    }),
  /** `picture` is a data URL of a PNG, JPEG or WebP of at most 9 MB. */
  keepReference: (picture: string) =>
    postJson<{ reference: Reference }>(
      '/api/references',
      { picture },
      {
        timeoutMs: submitTimeoutMs,
      },
    ),
  /** A picture of the archive, or one quadrant of it, as a reference. */
  keepPictureAsReference: (pictureId: string, quadrant: number | null) =>
    postJson<{ reference: Reference }>('/api/references/from-picture', { pictureId, quadrant }),
  references: (ids: readonly string[], options?: RequestOptions) =>
    getJson<{ references: readonly Reference[] }>(`/api/references?ids=${ids.join(',')}`, options),
  /** Its address at the default gateway: uploads it there unless that has been done. */
  referenceAddress: (id: string) =>
    postJson<{ url: string; expiresAt: number | null }>(
      `/api/references/${encodeURIComponent(id)}/address`,
      {},
      { timeoutMs: submitTimeoutMs },
    ),
} as const

const gatewayPath = (id: string, verb = '') => `/api/gateways/${encodeURIComponent(id)}${verb}`
