/** A file on its way up, in pieces: see lib/server/import-upload.ts for why. */
import { type Import, importPieceBytes } from '@/lib/mj/exchange'
import { isUnanswered, postBytes, postJson, type RequestOptions } from './http'

type Answer = { import: Import }

/** A piece on a slow line; the studio gives it less. */
const pieceTimeoutMs = 60_000
const mostTries = 5

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
    const path = `/api/imports/${encodeURIComponent(latest.id)}/bytes?at=${at}`
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
