/** People, tokens and the audit, as the studio answers for them: the shapes of the routes under app/api. */
import type { AuditPage, Invitation, Me, Member, StudioToken } from '@/lib/mj/members'
import { getJson, postJson, type RequestOptions } from './http'

/** A hash takes half a second, and others may be before it. */
const hashTimeoutMs = 30_000

const memberPath = (id: string, verb = '') => `/api/members/${encodeURIComponent(id)}${verb}`

export const membersApi = {
  rename: (name: string) => postJson<{ me: Me }>('/api/me', { name }),
  /** `forbidden`: the current one is wrong. Other browsers of this member are signed out. */
  changePassword: (current: string, next: string) =>
    postJson<void>('/api/me/password', { current, next }, { timeoutMs: hashTimeoutMs }),

  /** These five are the owner's. */
  members: (options?: RequestOptions) =>
    getJson<{ members: readonly Member[] }>('/api/members', options),
  /** `conflict`: the name is taken. */
  invite: (draft: { name: string; budgetPerDay: number | null }) =>
    postJson<Invitation>('/api/members', draft),
  /** What is left out stays as it is; a budget of null is none. */
  change: (id: string, change: { name?: string; budgetPerDay?: number | null }) =>
    postJson<{ member: Member }>(memberPath(id), change),
  inviteAgain: (id: string) => postJson<Invitation>(memberPath(id, '/invite'), {}),
  remove: (id: string) => postJson<{ member: Member }>(memberPath(id, '/remove'), {}),

  /** Before anybody is signed in. `gone`: the link has been used, replaced, or has ended. */
  lookAtInvitation: (secret: string, options?: RequestOptions) =>
    postJson<{ name: string }>('/api/invitations/look', { secret }, options),
  /** Signs in. `gone` as above. */
  takeInvitation: (secret: string, password: string) =>
    postJson<void>('/api/invitations/take', { secret, password }, { timeoutMs: hashTimeoutMs }),

  /** One's own; the owner sees everybody's. */
  tokens: (options?: RequestOptions) =>
    getJson<{ tokens: readonly StudioToken[] }>('/api/tokens', options),
  /** The secret is told this once. */
  makeToken: (name: string) =>
    postJson<{ token: StudioToken; secret: string }>('/api/tokens', { name }),
  revokeToken: (id: string) =>
    postJson<{ token: StudioToken }>(`/api/tokens/${encodeURIComponent(id)}/revoke`, {}),

  /** Newest first: one's own lines; the owner's are everybody's, or those of `member`. */
  audit: (
    page: { before?: string | null; member?: string | null; limit?: number } = {},
    options?: RequestOptions,
  ) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(page)) {
      if (value !== null && value !== undefined) query.set(name, String(value))
    }
    return getJson<AuditPage>(`/api/audit?${query.toString()}`, options)
  },
} as const

/** Where the owner's browser gets the whole audit as a table. */
export const auditCsvPath = '/api/audit/csv'

/** The link of an invitation. Behind the sign, so that it is in no log and no referrer. */
export function invitationLink(origin: string, { secret }: Pick<Invitation, 'secret'>): string {
  return `${origin}/#invite=${secret}`
}
