import { expect, test } from 'vitest'
import { signatureFault, signatureOf } from './s3-signature'

/** The credentials, requests and signatures of the examples in the S3 API reference. */
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const common = {
  host: 'examplebucket.s3.amazonaws.com',
  'x-amz-date': '20130524T000000Z',
  'x-amz-content-sha256': empty,
}

test.each([
  [
    { method: 'GET', target: '/test.txt', headers: { ...common, range: 'bytes=0-9' } },
    'host;range;x-amz-content-sha256;x-amz-date',
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    {
      method: 'PUT',
      target: '/test%24file.text',
      headers: {
        ...common,
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
    },
    'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    { method: 'GET', target: '/?lifecycle', headers: common },
    'host;x-amz-content-sha256;x-amz-date',
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    { method: 'GET', target: '/?max-keys=2&prefix=J', headers: common },
    'host;x-amz-content-sha256;x-amz-date',
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('%j with %s is signed as the reference says', (request, signedHeaders, signature) => {
  expect(signatureOf(request, signedHeaders, credentials, '20130524')).toBe(signature)
})

const signedHeaders = 'host;x-amz-content-sha256;x-amz-date'
const now = Date.UTC(2013, 4, 24)

function signed(change: Record<string, string | undefined> = {}, names = signedHeaders) {
  const request = { method: 'GET', target: '/test.txt', headers: common }
  const signature = signatureOf(request, names, credentials, '20130524')
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=${names}, Signature=${signature}`
  return { ...request, headers: { ...common, authorization, ...change } }
}

test('a good request has no fault, and one that was tampered with has', () => {
  expect(signatureFault(signed(), credentials, now)).toBeNull()
  const moved = { ...signed(), target: '/other.txt' }
  expect(signatureFault(moved, credentials, now)).toBe('SignatureDoesNotMatch')
  const other = signed({ 'x-amz-content-sha256': 'a'.repeat(64) })
  expect(signatureFault(other, credentials, now)).toBe('SignatureDoesNotMatch')
})

test('a request must be signed, by a known key, for this region, now, and in all that counts', () => {
  const fault = (request: ReturnType<typeof signed>, at = now) =>
    signatureFault(request, credentials, at)
  expect(fault(signed({ authorization: undefined }))).toBe('AccessDenied')
  expect(fault(signed({ authorization: 'Bearer x' }))).toBe('AuthorizationHeaderMalformed')
  expect(fault(signed({ 'x-amz-storage-class': 'GLACIER' }))).toBe('AccessDenied')
  expect(fault(signed({}, 'host;x-amz-date'))).toBe('AccessDenied')
  expect(fault(signed(), now + 16 * 60_000)).toBe('RequestTimeTooSkewed')
  expect(fault(signed(), now - 16 * 60_000)).toBe('RequestTimeTooSkewed')
  const elsewhere = { ...credentials, region: 'eu-west-1' }
  expect(signatureFault(signed(), elsewhere, now)).toBe('AuthorizationHeaderMalformed')
  const stranger = { ...credentials, accessKeyId: 'AKIASOMEBODYELSE' }
  expect(signatureFault(signed(), stranger, now)).toBe('InvalidAccessKeyId')
})
