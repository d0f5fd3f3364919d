import 'server-only'
import { StudioError } from '@/lib/mj/errors'

/** The body of an answer, at most `maxBytes` of it; throws `StudioError('too-large')` and hangs up beyond. */
export async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of cappedChunks(response, maxBytes)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same piece by piece. To stop before the end is to hang up. */
export async function* cappedChunks(
  response: Response,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  const declared = Number(response.headers.get('content-length') ?? 0)
  let sizeBytes = 0
  let isOver = false
  try {
    for (;;) {
      const part = declared > maxBytes ? undefined : await reader.read()
      sizeBytes += part?.value?.length ?? 0
      if (!part || sizeBytes > maxBytes) {
        throw new StudioError('too-large', `the answer is larger than ${maxBytes} bytes`)
      }
      if (part.done) {
        isOver = true
        return
      }
      yield part.value
    }
  } finally {
    if (!isOver) await reader.cancel()
  }
}
