import 'server-only'
/**
 * A bucket in this process, for tests: GET, HEAD, PUT, DELETE and ListObjectsV2 as the S3 API reference describes
 * them, path style or virtual host, with signatures checked and faults on demand. Made from that reference and not
 * from our client, so that a misunderstanding of the one is not shared by the other.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Credentials, signatureFault } from './s3-signature'

/**
 * `busy`: 503 SlowDown. `reset`: the connection ends before the request is looked at. `lost`: what was asked is
 * done, and the answer is lost. `silent`: no answer ever. `cut`: half of the body, then the end of the connection.
 * `stalled`: half of the body, then nothing more.
 */
export type S3Fault = 'busy' | 'reset' | 'lost' | 'silent' | 'cut' | 'stalled' | S3Refusal

/** Answered as an error of S3's, with the access key in it as S3 does when a signature is wrong. */
export type S3Refusal = { status: number; code: string }

export type S3Server = {
  endpoint: string
  credentials: Credentials
  bucket: string
  objects: Map<string, { bytes: Buffer; modifiedAt: number }>
  /** Answers to the next requests; after them the usual ones. `null` lets one pass. */
  faults: (S3Fault | null)[]
  /** Method and key, or query, of every request that came. */
  requests: string[]
  /** How far its clock is ahead of ours. */
  skewMs: number
  /** The most objects that a list names at once. */
  pageSize: number
  /** Bytes it has room for. */
  room: number
  close(): Promise<void>
}

type Target = { bucket: string; key: string; query: URLSearchParams }

export async function startS3Server(): Promise<S3Server> {
  const http = createServer((request, response) => {
    void answer(server, request, response).catch(() => response.destroy())
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server: S3Server = {
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    credentials: {
      accessKeyId: 'AKIACANARYCANARYCANA',
      secretAccessKey: 'canary/secret+access/key/of/forty/charac',
      region: 'eu-central-1',
    },
    bucket: 'studio-blobs',
    objects: new Map(),
    faults: [],
    requests: [],
    skewMs: 0,
    pageSize: 1000,
    room: Infinity,
    async close() {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  return server
}

async function answer(
  server: S3Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = targetOf(server, request)
  const what = target.key === '' ? target.query.toString() : target.key
  server.requests.push(`${request.method} ${what}`)
  const fault = server.faults.shift() ?? null
  if (fault === 'reset') return void request.socket.resetAndDestroy()
  const body = await readBody(request)
  if (fault === 'silent') return
  if (fault === 'busy') return refuse(response, 503, 'SlowDown')
  if (fault !== null && typeof fault === 'object') return refuse(response, fault.status, fault.code)
  const refusal = refusalOf(server, request, target, body)
  if (refusal !== null) return refuse(response, refusal.status, refusal.code, server.credentials)
  const reply = respond(server, request, target, body)
  if (fault === 'lost') return void request.socket.resetAndDestroy()
  response.writeHead(reply.status, {
    'content-length': reply.bytes.length,
    ...(reply.type === undefined ? {} : { 'content-type': reply.type }),
    ...reply.headers,
  })
  if (request.method === 'HEAD') return void response.end()
  if (fault !== 'cut' && fault !== 'stalled') return void response.end(reply.bytes)
  response.write(reply.bytes.subarray(0, reply.bytes.length / 2), () => {
    if (fault === 'cut') request.socket.destroy()
  })
}

function targetOf(server: S3Server, request: IncomingMessage): Target {
  const url = new URL(request.url ?? '/', 'http://any')
  const path = decodeURIComponent(url.pathname).slice(1)
  const host = (request.headers.host ?? '').split(':')[0] ?? ''
  if (host.startsWith(`${server.bucket}.`)) {
    return { bucket: server.bucket, key: path, query: url.searchParams }
  }
  const slash = path.indexOf('/')
  const bucket = slash === -1 ? path : path.slice(0, slash)
  return { bucket, key: slash === -1 ? '' : path.slice(slash + 1), query: url.searchParams }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function refusalOf(
  server: S3Server,
  request: IncomingMessage,
  target: Target,
  body: Buffer,
): S3Refusal | null {
  const headers = request.headers as Record<string, string | undefined>
  const fault = signatureFault(
    { method: request.method ?? '', target: request.url ?? '', headers },
    server.credentials,
    Date.now() + server.skewMs,
  )
  if (fault !== null) {
    return { status: fault === 'AuthorizationHeaderMalformed' ? 400 : 403, code: fault }
  }
  const claimed = headers['x-amz-content-sha256']
  if (claimed === undefined) return { status: 400, code: 'InvalidRequest' }
  const isSigned = claimed !== 'UNSIGNED-PAYLOAD'
  if (isSigned && claimed !== createHash('sha256').update(body).digest('hex')) {
    return { status: 400, code: 'XAmzContentSHA256Mismatch' }
  }
  if (target.bucket !== server.bucket) return { status: 404, code: 'NoSuchBucket' }
  if (request.method === 'PUT') {
    if (headers['content-length'] === undefined)
      return { status: 411, code: 'MissingContentLength' }
    if (body.length > server.room) return { status: 507, code: 'QuotaExceeded' }
  }
  return null
}

type Reply = {
  status: number
  bytes: Buffer
  type?: string
  headers?: Record<string, string>
}

const nothing = Buffer.alloc(0)

function respond(
  server: S3Server,
  request: IncomingMessage,
  { key, query }: Target,
  body: Buffer,
): Reply {
  if (key === '') return listObjects(server, query)
  const stored = server.objects.get(key)
  switch (request.method) {
    case 'PUT':
      server.objects.set(key, { bytes: body, modifiedAt: Date.now() + server.skewMs })
      return { status: 200, bytes: nothing, headers: { etag: '"0"' } }
    case 'DELETE':
      server.objects.delete(key)
      return { status: 204, bytes: nothing }
    case 'GET':
    case 'HEAD':
      if (stored === undefined) return errorReply(404, 'NoSuchKey')
      return readObject(stored, request.headers.range)
    default:
      return errorReply(405, 'MethodNotAllowed')
  }
}

function readObject(
  { bytes, modifiedAt }: { bytes: Buffer; modifiedAt: number },
  range: string | undefined,
): Reply {
  const headers = { 'last-modified': new Date(modifiedAt).toUTCString(), 'accept-ranges': 'bytes' }
  const type = 'application/octet-stream'
  if (range === undefined) return { status: 200, bytes, type, headers }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? []
  const first = Number(from)
  if (from === undefined || first >= bytes.length) return errorReply(416, 'InvalidRange')
  const last = to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1)
  return {
    status: 206,
    bytes: bytes.subarray(first, last + 1),
    type,
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${bytes.length}` },
  }
}

function listObjects(server: S3Server, query: URLSearchParams): Reply {
  if (query.get('list-type') !== '2') return errorReply(400, 'InvalidArgument')
  const prefix = query.get('prefix') ?? ''
  const most = Math.min(Number(query.get('max-keys') ?? 1000), server.pageSize)
  // S3 says that a token is opaque; this one has every character that a query must encode.
  const after = Buffer.from(query.get('continuation-token')?.slice(3) ?? '', 'base64').toString()
  const keys = [...server.objects.keys()]
    .filter((key) => key.startsWith(prefix) && key > after)
    .toSorted()
  const page = keys.slice(0, most)
  const last = page.at(-1) ?? ''
  const contents = page.map((key) => {
    const { bytes, modifiedAt } = server.objects.get(key)!
    const modified = new Date(modifiedAt).toISOString().replace(/\.\d{3}Z$/, '.000Z')
    return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${modified}</LastModified><ETag>&quot;0&quot;</ETag><Size>${bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  })
  const isTruncated = keys.length > page.length
  const next = isTruncated
    ? `<NextContinuationToken>${escapeXml(`+&=${Buffer.from(last).toString('base64')}`)}</NextContinuationToken>`
    : ''
  return xmlReply(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${server.bucket}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  )
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  credentials?: Credentials,
): void {
  const { bytes } = errorReply(status, code, credentials)
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': bytes.length })
  response.end(bytes)
}

function errorReply(status: number, code: string, credentials?: Credentials): Reply {
  const told =
    credentials === undefined ? '' : `<AWSAccessKeyId>${credentials.accessKeyId}</AWSAccessKeyId>`
  return xmlReply(
    status,
    `<Error><Code>${code}</Code><Message>Told by the test.</Message>${told}</Error>`,
  )
}

function xmlReply(status: number, xml: string): Reply {
  const bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)
  return { status, bytes, type: 'application/xml' }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
