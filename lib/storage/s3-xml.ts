import 'server-only'
/** The two documents that S3 answers with and that we read. Of an element that we do not know, nothing is read. */
import type { Readable } from 'node:stream'
import { StudioError } from '@/lib/mj/errors'

export type ListedObject = { key: string; sizeBytes: number; modifiedAt: number }

export type ObjectPage = { objects: readonly ListedObject[]; next: string | null }

/** Throws `unavailable` on what is no list, or half of one: a proxy's own page, most likely. */
export function parseObjectPage(xml: string): ObjectPage {
  if (!/<ListBucketResult[\s>][^]*<\/ListBucketResult>\s*$/.test(xml)) {
    throw new StudioError(
      'unavailable',
      'the blob store answers with something else: check S3_ENDPOINT',
    )
  }
  const objects = [...xml.matchAll(/<Contents>([^]*?)<\/Contents>/g)].map(([, inner = '']) => ({
    key: element(inner, 'Key'),
    sizeBytes: Number(element(inner, 'Size')),
    modifiedAt: Date.parse(element(inner, 'LastModified')),
  }))
  const isTruncated = element(xml, 'IsTruncated') === 'true'
  return { objects, next: isTruncated ? element(xml, 'NextContinuationToken') : null }
}

const mostErrorBytes = 16 * 1024

/** The code in the body of a refusal, '' where there is none; see [Note: No credentials in errors]. */
export async function readErrorCode(body: Readable): Promise<string> {
  const text = await readText(body, mostErrorBytes)
  return /<Code>([A-Za-z.]{1,60})<\/Code>/.exec(text)?.[1] ?? ''
}

/** At most so many bytes of it; the rest is not waited for. */
export async function readText(body: Readable, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes >= mostBytes) break
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString()
}

function element(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? []
  return text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, (_, entity: string) =>
    decodeEntity(entity.toLowerCase()),
  )
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decodeEntity(entity: string): string {
  const named = entities[entity]
  if (named !== undefined) return named
  const isHex = entity.startsWith('#x')
  return String.fromCodePoint(Number.parseInt(entity.slice(isHex ? 2 : 1), isHex ? 16 : 10))
}
