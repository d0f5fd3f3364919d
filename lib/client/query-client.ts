import { MutationCache, QueryClient } from '@tanstack/react-query'
import { toastError } from '@/lib/state/toasts'
import { isUnanswered } from './http'

/** Reads are repeated when the studio did not answer; mutations never, unless a person or the outbox says so. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && isUnanswered(error),
        refetchOnWindowFocus: false,
        // The browser's word about the network is not asked: the studio may be on this very machine.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.['quiet'] !== true) toastError(error)
      },
    }),
  })
}
