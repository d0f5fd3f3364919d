import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blobPath } from './blob-path'
import type { Blobs } from './blobs'
import { openS3Blobs } from './s3'
import { s3Address, type S3Settings, type S3Timings } from './s3-requests'
import { describeStore } from './testing/blobs-suite'
import { type S3Fault, type S3Server, startS3Server } from './testing/s3-server'

const timings: S3Timings = { connectMs: 500, answerMs: 300, wholeMs: 5000, tries: 3, backoffMs: 5 }

let server: S3Server
let spool: string

async function start(): Promise<void> {
  server = await startS3Server()
  spool = await mkdtemp(join(tmpdir(), 'safelight-spool-'))
}

async function stop(): Promise<void> {
  await server.close()
  await rm(spool, { recursive: true })
}

const settings = (change: Partial<S3Settings> = {}): S3Settings => ({
  endpoint: server.endpoint,
  bucket: server.bucket,
  prefix: 'safelight/one/',
  isPathStyle: true,
  ...server.credentials,
  ...change,
})
const open = (change: Partial<S3Settings> = {}) => openS3Blobs(settings(change), spool, timings)

describeStore('in a bucket', async () => {
  await start()
  const { prefix } = settings()
  return {
    blobs: await open(),
    reopen: () => open(),
    async paths() {
      const keys = [...server.objects.keys()].filter((key) => key.startsWith(prefix))
      return [...keys.map((key) => key.slice(prefix.length)), ...(await readdir(spool))]
    },
    async plant(path, bytes) {
      server.objects.set(prefix + path, { bytes: Buffer.from(bytes), modifiedAt: Date.now() })
    },
    close: stop,
  }
})

describe('a bucket', () => {
  let blobs: Blobs
  beforeEach(async () => {
    await start()
    blobs = await open()
    server.requests.length = 0
  })
  afterEach(stop)

  const fox = Buffer.from('a red fox, quick and brown, over the lazy dog')
  const wholeOf = async (sha256: string, last = fox.length - 1) => {
    const body = new Response(blobs.stream(sha256, { first: 0, last }))
    return Buffer.from(await body.arrayBuffer())
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < fox.length; at += 7) yield fox.subarray(at, at + 7)
  }

  const passing: S3Fault[] = [
    'busy',
    'reset',
    'lost',
    'cut',
    { status: 500, code: 'InternalError' },
    { status: 429, code: 'TooManyRequests' },
  ]

  test.each(passing)('is asked again after %j, for whatever it was', async (fault) => {
    const during = async <T>(work: () => Promise<T>): Promise<T> => {
      server.faults.push(fault)
      return work()
    }
    const { sha256 } = await during(() => blobs.put(fox))
    await during(() => blobs.putStream(pieces()))
    await during(() => blobs.putDerived(sha256, '256.webp', fox))
    expect(await during(() => blobs.get(sha256, { verify: true }))).toEqual(fox)
    expect(await during(() => wholeOf(sha256))).toEqual(fox)
    expect(await during(() => blobs.stat(sha256))).toEqual({ sizeBytes: fox.length })
    await during(() => blobs.remove(sha256))
    expect(server.objects.size).toBe(0)
    expect(server.faults).toEqual([])
    expect(await readdir(spool)).toEqual([])
  })

  test.each<S3Fault>(['silent', 'stalled'])('that falls %j is not waited for', async (fault) => {
    const { sha256 } = await blobs.put(fox)
    server.faults.push(fault, fault, fault)
    const [again, whole, stored] = await Promise.all([
      blobs.get(sha256),
      wholeOf(sha256),
      blobs.putStream(pieces()),
    ])
    expect([again, whole]).toEqual([fox, fox])
    expect(stored.sha256).toBe(sha256)
    expect(server.faults).toEqual([])
  })

  test('that took too long over an upload is sent it again', async () => {
    server.faults.push({ status: 400, code: 'RequestTimeout' }, { status: 400, code: 'BadDigest' })
    await expect(blobs.put(fox)).rejects.toThrow('HTTP 400, BadDigest')
    expect(server.requests).toHaveLength(2)
  })

  test('is given up after a few tries, and what could not be kept leaves nothing', async () => {
    server.faults.push('busy', 'reset', 'busy')
    await expect(blobs.putStream(pieces())).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'the blob store does not answer (HTTP 503, SlowDown)',
    })
    expect(server.requests).toHaveLength(3)
    expect(await readdir(spool)).toEqual([])
  })

  test('is read on from the byte at which the connection broke', async () => {
    const { sha256 } = await blobs.put(fox)
    server.faults.push('cut', null, 'reset')
    server.requests.length = 0
    expect(await wholeOf(sha256)).toEqual(fox)
    expect(server.requests).toHaveLength(2)
    expect(server.faults).toEqual(['reset'])
  })

  test('that is full says so at once', async () => {
    server.room = 10
    await expect(blobs.put(fox)).rejects.toMatchObject({ kind: 'disk-full' })
    server.faults.push({ status: 403, code: 'QuotaExceeded' })
    await expect(blobs.put(fox)).rejects.toMatchObject({ kind: 'disk-full' })
    expect(server.requests).toHaveLength(2)
  })

  test('takes no bytes that do not match their name', async () => {
    const changing = Buffer.from('first')
    const before = blobs.put(changing)
    changing.write('other')
    await expect(before).rejects.toMatchObject({ kind: 'unavailable' })
    expect(server.objects.size).toBe(0)
  })

  test('is listed page by page', async () => {
    server.pageSize = 3
    const put: string[] = []
    for (let n = 0; n < 10; n += 1) put.push((await blobs.put(Buffer.from(String(n)))).sha256)
    server.requests.length = 0
    const listed: string[] = []
    for await (const sha256 of blobs.list()) listed.push(sha256)
    expect(listed.toSorted()).toEqual(put.toSorted())
    expect(server.requests).toHaveLength(4)
  })

  test('is shared by prefix, and nobody touches what lies under another', async () => {
    const other = await open({ prefix: '' })
    const { sha256 } = await other.put(fox)
    expect(await blobs.get(sha256)).toBeUndefined()
    await blobs.put(fox)
    await blobs.remove(sha256)
    expect(await other.get(sha256)).toEqual(fox)
  })

  test('answers to its own name where it is the host', () => {
    const virtual = settings({ isPathStyle: false, endpoint: 'https://s3.example.org:9000' })
    expect(s3Address(virtual, 'ab/cd').href).toBe(
      'https://studio-blobs.s3.example.org:9000/safelight/one/ab/cd',
    )
    expect(s3Address(virtual, '', { prefix: 'a b' }).href).toBe(
      'https://studio-blobs.s3.example.org:9000/?prefix=a+b',
    )
    expect(s3Address(settings({ endpoint: 'https://s3.example.org' }), '').href).toBe(
      'https://s3.example.org/studio-blobs',
    )
  })

  test('loses what a killed stream left in the spool to the sweep', async () => {
    await writeFile(join(spool, '.tmp-0011223344556677'), 'half')
    await writeFile(join(spool, '.tmp-8899aabbccddeeff'), 'half')
    await utimes(join(spool, '.tmp-0011223344556677'), new Date(0), new Date(0))
    expect(await blobs.sweep(Date.now())).toBe(1)
    expect(await readdir(spool)).toEqual(['.tmp-8899aabbccddeeff'])
  })

  test('holds no stream in memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'film')
    async function* film(): AsyncGenerator<Uint8Array> {
      for (let n = 0; n < 96; n += 1) yield chunk
    }
    // The server of this test holds what it was sent, so it must refuse.
    server.faults.push({ status: 403, code: 'AccessDenied' })
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers)
    }, 5)
    const before = process.memoryUsage().arrayBuffers
    const spooled = blobs.putStream(film()).catch((error: unknown) => error)
    while ((await readdir(spool)).length === 0) await new Promise((go) => setImmediate(go))
    while (server.requests.length === 0) await new Promise((go) => setImmediate(go))
    clearInterval(watch)
    expect(most - before).toBeLessThan(48 * 1024 * 1024)
    expect(await spooled).toMatchObject({ kind: 'unavailable' })
  })
})

describe('a bucket that will not have us', () => {
  beforeEach(start)
  afterEach(stop)

  const refusal = async (change: Partial<S3Settings>) =>
    open(change).then(
      () => undefined,
      (error: unknown) => error,
    )

  test.each([
    [{ bucket: 'another' }, 'There is no such bucket: check S3_BUCKET.'],
    [
      { secretAccessKey: 'wrong-canary-secret' },
      'The bucket studio-blobs refuses: check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY (HTTP 403, SignatureDoesNotMatch).',
    ],
    [
      { accessKeyId: 'AKIASTRANGERCANARY' },
      'The bucket studio-blobs refuses: check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY (HTTP 403, InvalidAccessKeyId).',
    ],
    [
      { region: 'eu-west-1' },
      'The bucket studio-blobs refuses: check S3_REGION and S3_ENDPOINT (HTTP 400, AuthorizationHeaderMalformed).',
    ],
  ])('with %j is told at the start, with what to do', async (change, message) => {
    expect(await refusal(change)).toMatchObject({ kind: 'unavailable', message })
  })

  test('because a clock is wrong says so', async () => {
    server.skewMs = 20 * 60_000
    expect(await refusal({})).toMatchObject({
      message:
        'The bucket studio-blobs refuses: the clock of this machine is wrong (HTTP 403, RequestTimeTooSkewed).',
    })
  })

  test('because nobody is there says so', async () => {
    const { endpoint } = server
    expect(await refusal({ endpoint: endpoint.replace(/\d+$/, '1') })).toMatchObject({
      kind: 'unavailable',
      message: 'the blob store does not answer (ECONNREFUSED)',
    })
  })

  test('because it is no bucket at all says so', async () => {
    const page = createServer((_, response) => response.end('<html>Welcome</html>'))
    page.listen(0, '127.0.0.1')
    await once(page, 'listening')
    const { port } = page.address() as AddressInfo
    expect(await refusal({ endpoint: `http://127.0.0.1:${port}` })).toMatchObject({
      kind: 'unavailable',
      message: 'the blob store answers with something else: check S3_ENDPOINT',
    })
    page.closeAllConnections()
    page.close()
  })

  test('puts no credential into any error', async () => {
    const faults: (S3Fault | Partial<S3Settings>)[] = [
      'busy',
      'reset',
      'cut',
      { status: 403, code: 'SignatureDoesNotMatch' },
      { secretAccessKey: 'wrong-canary-secret' },
      { accessKeyId: 'AKIASTRANGERCANARY' },
    ]
    for (const fault of faults) {
      const isFault = typeof fault === 'string' || 'status' in fault
      if (isFault) server.faults.push(fault, fault, fault)
      const error = await refusal(isFault ? {} : fault)
      const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)
      expect(error).toBeInstanceOf(Error)
      expect(shown.toLowerCase()).not.toContain('canary')
      expect(shown).not.toContain('AWS4-HMAC')
    }
  })
})

test('a blob lies under the same path in every store', () => {
  expect(blobPath('ab'.repeat(32), '512.webp')).toBe(`ab/ab/${'ab'.repeat(32)}.512.webp`)
})
