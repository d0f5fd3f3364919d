import 'server-only'
import { StudioError } from '@/lib/mj/errors'

/** The body of an answer, at most `maxBytes` of it; throws `StudioError('too-large')` and hangs up beyond. */
export async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  const reader = response.body?.getReader()
  const declared = Number(response.headers.get('content-length') ?? 0)
  while (reader) {
    const part = declared > maxBytes ? undefined : await reader.read()
    sizeBytes += part?.value?.length ?? 0
    if (!part || sizeBytes > maxBytes) {
      await reader.cancel()
      throw new StudioError('too-large', `the answer is larger than ${maxBytes} bytes`)
    }
    if (part.done) break
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}
