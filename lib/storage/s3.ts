import 'server-only'
/**
 * Blobs in a bucket, laid out as blob-path.ts says.
 *
 * [Note: A blob is signed by its name]
 * The payload hash that is signed with every PUT is the very SHA-256 that the blob is called by: the store refuses
 * bytes that do not match it, so no key ever holds a torn upload, and every PUT may be repeated. It also means that
 * the hash must be known before the first byte is sent. A stream is therefore spooled to a file of ours, hashed on the
 * way, and sent from there; see docs/decisions.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { StudioError } from '@/lib/mj/errors'
import { blobPath, parseBlobName } from './blob-path'
import type { BlobFile, Blobs, Sha256, StoredBlob } from './blobs'
import { asDiskFull } from './file-errors'
import {
  createS3Requests,
  PassingFault,
  type S3Requests,
  type S3Settings,
  type S3Timings,
} from './s3-requests'
import { type ListedObject, parseObjectPage, readText } from './s3-xml'
import { isTemporary, sweepFiles, temporaryName, writeStream } from './temporary'

/**
 * Opens the bucket, and proves that it is there and lets us in: throws `unavailable` with what to do where not.
 * `spool` is a folder of ours, made where it is missing.
 */
export async function openS3Blobs(
  settings: S3Settings,
  spool: string,
  timings?: S3Timings,
): Promise<Blobs> {
  await mkdir(spool, { recursive: true, mode: 0o700 })
  const requests = createS3Requests(settings, timings)
  const objects = (under: string) => listObjects(requests, settings.prefix, under)
  await readPage(requests, { prefix: settings.prefix, 'max-keys': '1' })

  async function* files(): AsyncGenerator<BlobFile> {
    for await (const { path, sizeBytes, modifiedAt } of objects('')) {
      const named = /^[0-9a-f]{2}\/[0-9a-f]{2}\//.test(path) ? parseBlobName(path.slice(6)) : null
      if (named) yield { ...named, sizeBytes, modifiedAt }
    }
  }

  return {
    async put(bytes) {
      const stored = { sha256: hash(bytes), sizeBytes: bytes.length }
      await putObject(requests, blobPath(stored.sha256), stored, () => bytes)
      return stored
    },

    async putStream(chunks) {
      const file = join(spool, temporaryName())
      try {
        const stored = await writeStream(file, chunks).catch((cause: unknown) => {
          throw asDiskFull(cause)
        })
        await putObject(requests, blobPath(stored.sha256), stored, () => createReadStream(file))
        return stored
      } finally {
        await rm(file, { force: true })
      }
    },

    async get(sha256, { verify = false } = {}) {
      const bytes = await getObject(requests, blobPath(sha256))
      if (bytes && verify && hash(bytes) !== sha256) {
        throw new StudioError('internal', `blob ${sha256} does not match its name`)
      }
      return bytes
    },

    stream: (sha256, range) => streamObject(requests, blobPath(sha256), range),

    stat: (sha256) =>
      requests.send({ method: 'HEAD', path: blobPath(sha256) }, async ({ status, headers }) =>
        status === 404 ? undefined : { sizeBytes: Number(headers['content-length']) },
      ),

    async remove(sha256) {
      const own = blobPath(sha256)
      for await (const { path } of objects(own)) {
        if (path !== own && !path.startsWith(`${own}.`)) continue
        await requests.send({ method: 'DELETE', path }, () => Promise.resolve())
      }
    },

    async *list() {
      for await (const { sha256, derived } of files()) if (derived === null) yield sha256
    },

    files,

    async putDerived(sha256, name, bytes) {
      const stored = { sha256: hash(bytes), sizeBytes: bytes.length }
      await putObject(requests, blobPath(sha256, name), stored, () => bytes)
    },

    getDerived: (sha256, name) => getObject(requests, blobPath(sha256, name)),

    sweep: (now, olderThanMs = 3_600_000) => sweepFiles(spooled(spool), now, olderThanMs),
  }
}

function hash(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}

async function* spooled(spool: string): AsyncGenerator<string> {
  for (const file of await readdir(spool)) if (isTemporary(file)) yield join(spool, file)
}

async function putObject(
  requests: S3Requests,
  path: string,
  { sha256, sizeBytes }: StoredBlob,
  open: () => Uint8Array | Readable,
): Promise<void> {
  const body = { sha256, sizeBytes, open }
  await requests.send({ method: 'PUT', path, body }, async ({ status }) => {
    // Only a bucket that has vanished answers so.
    if (status === 404) throw new StudioError('unavailable', 'the bucket is gone (HTTP 404)')
  })
}

function getObject(requests: S3Requests, path: string): Promise<Uint8Array | undefined> {
  return requests.send({ method: 'GET', path }, async ({ status, headers, body }) => {
    if (status === 404) return undefined
    const chunks: Buffer[] = []
    for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const promised = headers['content-length']
    if (promised !== undefined && Number(promised) !== bytes.length) {
      throw new PassingFault('the answer was cut short')
    }
    return bytes
  })
}

/** A listed key without the prefix. */
type ListedPath = Omit<ListedObject, 'key'> & { path: string }

async function* listObjects(
  requests: S3Requests,
  prefix: string,
  under: string,
): AsyncGenerator<ListedPath> {
  for (let token: string | null = ''; token !== null;) {
    const page = await readPage(requests, {
      prefix: prefix + under,
      ...(token === '' ? {} : { 'continuation-token': token }),
    })
    for (const { key, ...facts } of page.objects) yield { path: key.slice(prefix.length), ...facts }
    token = page.next
  }
}

/** A thousand keys of a hundred characters, with what XML needs around them. */
const mostListBytes = 4 * 1024 * 1024

function readPage(requests: S3Requests, query: Readonly<Record<string, string>>) {
  const request = { method: 'GET', path: '', query: { 'list-type': '2', ...query } } as const
  return requests.send(request, async ({ status, body }) => {
    const text = await readText(body, mostListBytes)
    if (status !== 200)
      throw new StudioError('unavailable', 'There is no such bucket: check S3_BUCKET.')
    return parseObjectPage(text)
  })
}

/** Read as it is asked for; where the connection breaks, it is taken up from the byte it broke at. */
function streamObject(
  requests: S3Requests,
  path: string,
  range: { first: number; last: number },
): ReadableStream<Uint8Array> {
  const aborted = new AbortController()
  const chunks = readRange(requests, path, range, aborted.signal)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        aborted.abort()
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

async function* readRange(
  requests: S3Requests,
  path: string,
  { first, last }: { first: number; last: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, undefined> {
  let at = first
  let pieces: AsyncIterator<Uint8Array> | undefined
  const next = async (): Promise<Uint8Array> => {
    pieces ??= await openRange(requests, path, { first: at, last }, signal)
    let cause: unknown
    try {
      const { done, value } = await pieces.next()
      if (!done) return value
    } catch (error) {
      cause = error
    }
    pieces = undefined
    throw new PassingFault('the answer was cut short', { cause })
  }
  try {
    while (at <= last) {
      const piece = await requests.retrying(next)
      at += piece.length
      yield piece
    }
  } finally {
    await pieces?.return?.()
  }
}

async function openRange(
  requests: S3Requests,
  path: string,
  range: { first: number; last: number },
  signal: AbortSignal,
): Promise<AsyncIterator<Uint8Array>> {
  const answer = await requests.sendOnce({ method: 'GET', path, range }, signal)
  const { status, headers, body } = answer
  const sent = /^bytes (\d+)-(\d+)\//.exec(String(headers['content-range']))
  if (status === 206 && Number(sent?.[1]) === range.first && Number(sent?.[2]) === range.last) {
    return body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  }
  body.destroy()
  if (status === 404) throw new StudioError('not-found', 'the file of a blob is missing')
  // A length has been promised to whoever reads this.
  throw new StudioError('internal', 'a blob is shorter than it was')
}
