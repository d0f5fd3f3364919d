import 'server-only'
/**
 * One request to a bucket: signed, timed and, where it failed by accident, made again. Every request we make may be
 * made twice: what is put has its own content for a name, and a removed key may be removed again.
 *
 * [Note: No credentials in errors]
 * An answer that refuses a signature repeats the access key, and the string that was signed. Of any refusal only the
 * status and the code are read, and no error holds a header.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import { AwsV4Signer } from 'aws4fetch'
import { Agent, type Dispatcher } from 'undici'
import { StudioError } from '@/lib/mj/errors'
import type { Sha256 } from './blobs'
import { readErrorCode } from './s3-xml'

export type S3Settings = {
  /** `https://s3.eu-central-1.amazonaws.com`, without a path. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** Before every key, with a slash at its end; '' for none. */
  prefix: string
  /** True: the bucket is the first part of the path; false: of the host. */
  isPathStyle: boolean
}

export type S3Timings = {
  connectMs: number
  /** Until an answer begins, and between two pieces of its body. */
  answerMs: number
  /** For one try of what is held whole, a film on its way out included. */
  wholeMs: number
  /** How often one request is made in all. */
  tries: number
  /** The pause before the second try, doubled for each further one, and cut by chance to between a half and all. */
  backoffMs: number
}

const s3Timings: S3Timings = {
  connectMs: 10_000,
  answerMs: 30_000,
  wholeMs: 10 * 60_000,
  tries: 5,
  backoffMs: 200,
}

export type S3Request = {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Without the prefix; '' for the bucket itself. */
  path: string
  query?: Readonly<Record<string, string>>
  range?: { first: number; last: number }
  /** Opened anew for every try. */
  body?: { sizeBytes: number; sha256: Sha256; open: () => Uint8Array | Readable }
}

export type S3Answer = {
  status: number
  headers: Dispatcher.ResponseData['headers']
  body: Dispatcher.ResponseData['body']
}

export type S3Requests = {
  /**
   * Hands the answer to `use`, whose failures by accident count as the request's. `use` sees the statuses of success,
   * 404 and 416; everything else is thrown: `disk-full`, or `unavailable` with what to do.
   */
  send<T>(request: S3Request, use: (answer: S3Answer) => Promise<T>): Promise<T>
  /** As `send`, once: for whoever goes on from where it broke. `signal` ends it. */
  sendOnce(request: S3Request, signal: AbortSignal): Promise<S3Answer>
  /** Runs `attempt` until it succeeds, or fails for a reason that stays, or has been tried often enough. */
  retrying<T>(attempt: () => Promise<T>): Promise<T>
}

/** What may pass by itself: the connection broke, or the store is busy. */
export class PassingFault extends Error {
  override readonly name = 'PassingFault'
}

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
/** So many at once; a wall of pictures asks for more, and waits. */
const mostConnections = 32
const mostUnreadBytes = 64 * 1024

export function createS3Requests(settings: S3Settings, timings: S3Timings = s3Timings): S3Requests {
  const agent = new Agent({
    connections: mostConnections,
    connect: { timeout: timings.connectMs },
    headersTimeout: timings.answerMs,
    bodyTimeout: timings.answerMs,
  })
  const signingKeys = new Map<string, ArrayBuffer>()

  async function sendOnce(request: S3Request, signal: AbortSignal): Promise<S3Answer> {
    const { method, body, range } = request
    const url = s3Address(settings, request.path, request.query)
    const { headers } = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { 'x-amz-content-sha256': body?.sha256 ?? emptySha256 },
      service: 's3',
      region: settings.region,
      accessKeyId: settings.accessKeyId,
      secretAccessKey: settings.secretAccessKey,
      cache: signingKeys,
    }).sign()
    const answer = await passing(
      agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: {
          ...Object.fromEntries(headers),
          ...(range === undefined ? {} : { range: `bytes=${range.first}-${range.last}` }),
          ...(body === undefined ? {} : { 'content-length': String(body.sizeBytes) }),
        },
        body: body === undefined ? null : body.open(),
        signal,
      }),
    )
    // Whoever reads a body hears of its end by reading; one that is thrown away unread must not end the process.
    answer.body.on('error', () => undefined)
    return settled(settings, answer)
  }

  async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt()
      } catch (cause) {
        if (!(cause instanceof PassingFault)) throw cause
        if (tries >= timings.tries) {
          throw new StudioError(
            'unavailable',
            `the blob store does not answer (${cause.message})`,
            {
              cause,
            },
          )
        }
        await wait(timings.backoffMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2))
      }
    }
  }

  return {
    sendOnce,
    retrying,
    send: (request, use) =>
      retrying(async () => {
        const answer = await sendOnce(request, AbortSignal.timeout(timings.wholeMs))
        try {
          const result = await passing(use(answer))
          // What nobody wanted of the body, so that the connection serves again.
          await passing(answer.body.dump({ limit: mostUnreadBytes }))
          return result
        } catch (error) {
          answer.body.destroy()
          throw error
        }
      }),
  }
}

/** Where a path lies in the bucket. What settings may hold needs no escaping, and neither does a blob's path. */
export function s3Address(
  settings: Pick<S3Settings, 'endpoint' | 'bucket' | 'prefix' | 'isPathStyle'>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): URL {
  const { endpoint, bucket, prefix, isPathStyle } = settings
  const url = new URL(endpoint)
  const key = path === '' ? '' : prefix + path
  if (isPathStyle) {
    url.pathname = key === '' ? `/${bucket}` : `/${bucket}/${key}`
  } else {
    url.hostname = `${bucket}.${url.hostname}`
    url.pathname = `/${key}`
  }
  url.search = new URLSearchParams(query).toString()
  return url
}

/** What broke on the way may be tried again; what we have thrown ourselves is thrown on. */
async function passing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const isTold = cause instanceof StudioError || cause instanceof PassingFault
    // Nobody waits for it any more.
    const isAborted = cause instanceof Error && cause.name === 'AbortError'
    if (isTold || isAborted) throw cause
    throw new PassingFault(isCoded(cause) ? cause.code : 'the connection broke', { cause })
  }
}

/** Errors of sockets and of undici say by a code what they are. */
function isCoded(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

const statusesForUse = [200, 204, 206, 404, 416]
const passingStatuses = [408, 429, 500, 502, 503, 504]
/** Told with 400 or 409, and over by the next try. */
const passingCodes = ['RequestTimeout', 'OperationAborted', 'IncompleteBody']
const fullCodes = ['QuotaExceeded', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded']

async function settled(settings: S3Settings, answer: Dispatcher.ResponseData): Promise<S3Answer> {
  const { statusCode: status, headers, body } = answer
  if (statusesForUse.includes(status)) return { status, headers, body }
  const code = await passing(readErrorCode(body))
  const told = code === '' ? `HTTP ${status}` : `HTTP ${status}, ${code}`
  if (status === 507 || fullCodes.includes(code)) {
    throw new StudioError('disk-full', `the blob store has no more room (${told})`)
  }
  if (passingStatuses.includes(status) || passingCodes.includes(code)) throw new PassingFault(told)
  throw new StudioError(
    'unavailable',
    `The bucket ${settings.bucket} refuses: ${advice(code, told)}`,
  )
}

function advice(code: string, told: string): string {
  switch (code) {
    case 'RequestTimeTooSkewed':
      return `the clock of this machine is wrong (${told}).`
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
      return `check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY (${told}).`
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
      return `check S3_REGION and S3_ENDPOINT (${told}).`
    default:
      return `check S3_BUCKET, and what its policy allows this key (${told}).`
  }
}
