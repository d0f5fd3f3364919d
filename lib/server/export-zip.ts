import 'server-only'
/**
 * Files as one ZIP that nobody holds. A file is opened when its turn comes and read as fast as somebody takes the ZIP;
 * who goes away in the middle closes what is open. Pictures and films are packed already, so nothing is compressed.
 */
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ExportFile } from './export-files'

/** ZIP counts years from 1980. */
const firstMoment = new Date(1980, 0, 2).getTime()

export function zipStream(files: AsyncGenerator<ExportFile>): ReadableStream<Uint8Array> {
  // Begun at the first read: a ZIP that nobody fetches costs nothing.
  const bytes = zipBytes(files)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await bytes.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => {
        await bytes.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

async function* zipBytes(files: AsyncGenerator<ExportFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  let current: Readable | undefined
  const feed = async () => {
    for await (const file of files) {
      current = Readable.from(file.bytes, { objectMode: false })
      await addFile(zip, file, current)
    }
    zip.end()
  }
  const fed = feed().catch((error: unknown) => output.destroy(error as Error))
  try {
    yield* output as AsyncIterable<Uint8Array>
  } finally {
    current?.destroy()
    await files.return(undefined)
    await fed
  }
}

/** Resolves when the last byte of the file has been taken. */
function addFile(zip: ZipFile, { name, at }: ExportFile, bytes: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    const mtime = new Date(Math.max(at, firstMoment))
    zip.addReadStreamLazy(name, { compress: false, mtime }, (give) => give(null, bytes))
    bytes.once('error', reject)
    bytes.once('close', resolve)
  })
}
