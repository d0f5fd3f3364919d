import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import type { Gateway } from '@/lib/gateway/gateway'

const detail = 'the key of this gateway cannot be opened any more: enter it again in the settings'

/**
 * The gateway as it is while nobody has its key, which was sealed under another secret (vault.ts): whatever needs the
 * key is refused here, in words, instead of being asked for without it. Pictures never needed it.
 */
export function lockGateway(gateway: Gateway): Gateway {
  const refuse = () => Promise.reject(new StudioError('conflict', detail))
  const unread = () => Promise.resolve({ type: 'key-refused' } as const)
  return {
    ...gateway,
    submit: () =>
      Promise.resolve({
        type: 'refused',
        reason: 'key-refused',
        code: null,
        detail,
        bannedWord: null,
      }),
    fetch: unread,
    list: unread,
    listRecent: unread,
    seed: refuse,
    cancel: refuse,
  }
}
