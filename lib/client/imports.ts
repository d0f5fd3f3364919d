/** Imports as the page drives them: the file goes up in pieces, then the studio is watched. */
import { queryOptions } from '@tanstack/react-query'
import { type Adoption, type Import, importPieceBytes } from '@/lib/mj/exchange'
import { getJson, isUnanswered, postBytes, postJson, type RequestOptions } from './http'

type Answer = { import: Import }

const pathOf = (id: string, verb = '') => `/api/imports/${encodeURIComponent(id)}${verb}`

/** A piece on a slow line; the studio gives it less. */
const pieceTimeoutMs = 60_000
/** A gateway is asked for a hundred tasks while the browser waits. */
const adoptTimeoutMs = 120_000
const mostTries = 5

export const importApi = {
  start: async (id: string, gatewayId: string | null) =>
    (await postJson<Answer>(pathOf(id, '/start'), { gatewayId })).import,
  drop: (id: string) => postJson<void>(pathOf(id, '/drop'), {}),
  adopt: async (gatewayId: string, ids: readonly string[]) =>
    (
      await postJson<{ adoptions: readonly Adoption[] }>(
        '/api/adopt',
        { gatewayId, ids },
        { timeoutMs: adoptTimeoutMs },
      )
    ).adoptions,
} as const

const moving: readonly Import['state']['name'][] = ['reading', 'checking', 'importing']

/** The newest import of this person, the one that a page shows; null while there is none. */
export const importQuery = () =>
  queryOptions({
    queryKey: ['import'] as const,
    queryFn: async ({ signal }) =>
      (await getJson<{ imports: readonly Import[] }>('/api/imports', { signal })).imports.at(-1) ??
      null,
    refetchInterval: ({ state }) =>
      state.data && moving.includes(state.data.state.name) ? 700 : false,
  })

/**
 * Sends a file up, piece by piece. A piece whose answer is lost is sent again: the studio knows what it has. Throws
 * what cannot be mended, and the abort.
 */
export async function sendFile(
  file: File,
  { signal, told }: { signal: AbortSignal; told: (state: Import) => void },
): Promise<Import> {
  const begun = await postJson<Answer>(
    '/api/imports',
    { name: file.name.slice(0, 300), sizeBytes: file.size },
    { signal },
  )
  let latest = begun.import
  told(latest)
  for (let at = 0; at < file.size; at += importPieceBytes) {
    const piece = file.slice(at, at + importPieceBytes)
    const path = pathOf(latest.id, `/bytes?at=${at}`)
    latest = await sendPiece(path, piece, { signal, timeoutMs: pieceTimeoutMs })
    told(latest)
  }
  return latest
}

async function sendPiece(path: string, piece: Blob, options: RequestOptions): Promise<Import> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await postBytes<Answer>(path, piece, options)).import
    } catch (error) {
      const isOver = options.signal?.aborted === true || !isUnanswered(error) || tries === mostTries
      if (isOver) throw error
      await new Promise((resolve) => setTimeout(resolve, 1000 * tries))
    }
  }
}
