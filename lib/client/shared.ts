/** What others share, on this page: read again when any of it has changed, and forgotten when it is no longer shared. */
import type { QueryClient } from '@tanstack/react-query'
import { errorKind } from './http'
import { refreshLibrary } from './library-keys'
import { cachedTasks, forgetTask, readTaskAgain } from './tasks'

export async function refreshShared(client: QueryClient): Promise<void> {
  const others = cachedTasks(client).filter(({ owner }) => owner !== null)
  await Promise.all([
    refreshLibrary(client),
    client.invalidateQueries({ queryKey: ['family'] }),
    ...others.map(({ id }) => readOrForget(client, id)),
  ])
}

/** What is looked at is read again; what is not is read when it is. */
async function readOrForget(client: QueryClient, id: string): Promise<void> {
  try {
    if (!(await readTaskAgain(client, id))) forgetTask(client, id)
  } catch (error) {
    if (errorKind(error) === 'not-found') forgetTask(client, id)
  }
}
