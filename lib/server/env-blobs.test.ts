import { describe, expect, test } from 'vitest'
import { EnvError, parseEnv } from './env'

function problems(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.problems
    throw error
  }
  return []
}

const bucket = { S3_BUCKET: 'pictures', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret/+=' }

describe('a bucket', () => {
  test('needs no more than a name and a key, and is then one of AWS', () => {
    expect(parseEnv(bucket).s3).toEqual({
      endpoint: 'https://s3.us-east-1.amazonaws.com',
      bucket: 'pictures',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret/+=',
      prefix: '',
      isPathStyle: false,
    })
  })

  test('with an address of its own is reached by path, unless told otherwise', () => {
    const own = { ...bucket, S3_ENDPOINT: 'http://minio:9000', S3_PREFIX: '/studio/one/' }
    expect(parseEnv(own).s3).toMatchObject({
      endpoint: 'http://minio:9000',
      prefix: 'studio/one/',
      isPathStyle: true,
    })
    expect(parseEnv({ ...own, S3_PATH_STYLE: 'false' }).s3?.isPathStyle).toBe(false)
  })

  test('that is told in half is told what it lacks', () => {
    expect(problems({ S3_BUCKET: 'pictures' })).toEqual([
      'S3_BUCKET needs S3_ACCESS_KEY_ID.',
      'S3_BUCKET needs S3_SECRET_ACCESS_KEY.',
    ])
    expect(problems({ S3_REGION: 'eu-west-1', S3_PREFIX: 'a' })).toEqual([
      'S3_REGION, S3_PREFIX without S3_BUCKET: set it too.',
    ])
  })

  test('has all of its mistakes told at once', () => {
    expect(
      problems({
        ...bucket,
        S3_BUCKET: 'Pictures',
        S3_ENDPOINT: 'http://s3.example.org',
        S3_REGION: 'Europe!',
        S3_PREFIX: 'a b',
        S3_PATH_STYLE: 'yes',
        S3_SECRET_ACCESS_KEY: 'two words',
      }),
    ).toEqual([
      'S3_ENDPOINT must begin with https:// unless the store is on your own network: over plain http anyone on the way can see the pictures.',
      'S3_BUCKET must be the name of a bucket: small letters, digits, . and -.',
      'S3_REGION must be a region, like eu-central-1.',
      'S3_SECRET_ACCESS_KEY must be one word of plain ASCII.',
      'S3_PREFIX must be letters, digits, . - _ and / between them.',
      'S3_PATH_STYLE must be true or false.',
    ])
    expect(
      problems({ ...bucket, S3_ENDPOINT: 'http://127.0.0.1:9000', S3_PATH_STYLE: 'false' }),
    ).toEqual(['S3_PATH_STYLE=false puts the bucket before the host, so S3_ENDPOINT needs a name.'])
    expect(problems({ ...bucket, S3_ENDPOINT: 'https://s3.example.org/pictures' })).toEqual([
      'S3_ENDPOINT must be an address without a path, like https://s3.eu-central-1.amazonaws.com.',
    ])
  })
})

describe('a size', () => {
  test.each([
    ['200G', 200e9],
    ['1.5T', 1.5e12],
    ['500 MB', 500e6],
    ['80g', 80e9],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseEnv({ SAFELIGHT_QUOTA: text }).quotaBytes).toBe(bytes)
  })

  test.each(['0', '200', 'a lot', '-5G', '5K', '1e3G'])('%s is no quota', (text) => {
    expect(problems({ SAFELIGHT_QUOTA: text })).toHaveLength(1)
  })

  test('of nothing turns reading again off', () => {
    expect(parseEnv({ SAFELIGHT_SCRUB: '0' }).scrubBytesPerDay).toBe(0)
    expect(parseEnv({ SAFELIGHT_SCRUB: '5G' }).scrubBytesPerDay).toBe(5e9)
  })
})
