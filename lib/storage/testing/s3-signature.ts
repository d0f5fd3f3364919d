import 'server-only'
/**
 * The checking half of AWS Signature Version 4, as "Authenticating Requests: Using the Authorization Header" in the
 * S3 API reference tells it: what a server makes of a request, and whether its signature is the one it should have.
 */
import { createHash, createHmac } from 'node:crypto'

export type SignedRequest = {
  method: string
  /** As it stood in the request line, with its query. */
  target: string
  headers: Readonly<Record<string, string | undefined>>
}

export type Credentials = { accessKeyId: string; secretAccessKey: string; region: string }

/** The code of the error that S3 answers with. */
export type SignatureFault =
  | 'AccessDenied'
  | 'InvalidAccessKeyId'
  | 'AuthorizationHeaderMalformed'
  | 'RequestTimeTooSkewed'
  | 'SignatureDoesNotMatch'

/** A request may be fifteen minutes old, or young. */
const skewMs = 15 * 60_000

const headerPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z\d;-]+), ?Signature=([\da-f]{64})$/

/** Null for a request that is signed as it should be, at the right time. */
export function signatureFault(
  request: SignedRequest,
  credentials: Credentials,
  now: number,
): SignatureFault | null {
  const authorization = request.headers['authorization']
  if (authorization === undefined) return 'AccessDenied'
  const [, id, day, region, signedHeaders = '', signature] = headerPattern.exec(authorization) ?? []
  const stamp = request.headers['x-amz-date'] ?? ''
  const at = parseStamp(stamp)
  if (day === undefined || region === undefined || at === null || !stamp.startsWith(day)) {
    return 'AuthorizationHeaderMalformed'
  }
  if (id !== credentials.accessKeyId) return 'InvalidAccessKeyId'
  if (region !== credentials.region) return 'AuthorizationHeaderMalformed'
  if (Math.abs(now - at) > skewMs) return 'RequestTimeTooSkewed'
  if (!coversWhatItMust(request, signedHeaders.split(';'))) return 'AccessDenied'
  const expected = signatureOf(request, signedHeaders, credentials, day)
  return signature === expected ? null : 'SignatureDoesNotMatch'
}

/** `host` and every `x-amz-` header must be among the signed. */
function coversWhatItMust({ headers }: SignedRequest, signed: readonly string[]): boolean {
  const must = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))]
  return must.every((name) => signed.includes(name))
}

export function signatureOf(
  request: SignedRequest,
  signedHeaders: string,
  { secretAccessKey, region }: Credentials,
  day: string,
): string {
  const canonical = canonicalRequest(request, signedHeaders)
  const scope = `${day}/${region}/s3/aws4_request`
  const stamp = request.headers['x-amz-date'] ?? ''
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (last, part) => hmac(last, part),
    `AWS4${secretAccessKey}`,
  )
  return hmac(key, toSign).toString('hex')
}

function canonicalRequest({ method, target, headers }: SignedRequest, signed: string): string {
  const [path = '', query = ''] = target.split('?')
  const lines = signed
    .split(';')
    .map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`)
  return [
    method,
    path.split('/').map(decodeURIComponent).map(uriEncode).join('/'),
    canonicalQuery(query),
    lines.join(''),
    signed,
    headers['x-amz-content-sha256'] ?? '',
  ].join('\n')
}

function canonicalQuery(query: string): string {
  if (query === '') return ''
  return query
    .split('&')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
      return `${uriEncode(decode(name))}=${uriEncode(decode(value))}`
    })
    .toSorted()
    .join('&')
}

/** Everything but the unreserved characters of RFC 3986, in capital hexadecimal digits. */
function uriEncode(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte)
    if (/[A-Za-z\d\-._~]/.test(character)) return character
    return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

function parseStamp(stamp: string): number | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? null : at
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
