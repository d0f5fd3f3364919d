import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import type { Gateway } from '@/lib/gateway/gateway'

/**
 * The gateway while its key cannot be opened (vault.ts): whatever needs the key is refused here, in words, instead of
 * being asked for without it. Pictures never needed it.
 */
export function lockGateway(gateway: Gateway): Gateway {
  const detail = 'the key of this gateway cannot be opened any more: enter it again in the settings'
  const refuse = () => Promise.reject(new StudioError('conflict', detail))
  const unread = () => Promise.resolve({ type: 'key-refused' } as const)
  return {
    ...gateway,
    submit: () =>
      Promise.resolve({
        type: 'refused',
        reason: 'key-refused',
        code: null,
        // The gateway has said nothing that it could be quoted with.
        detail: '',
        bannedWord: null,
      }),
    fetch: unread,
    list: unread,
    listRecent: unread,
    seed: refuse,
    cancel: refuse,
  }
}
