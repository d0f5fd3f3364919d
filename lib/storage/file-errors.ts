import 'server-only'
import { StudioError } from '@/lib/mj/errors'

/** Undefined where there is no such file; every other error is the caller's. */
export async function ifPresent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** What a write threw, told as a full disk where that is what it was. */
export function asDiskFull(cause: unknown): unknown {
  const isFull = hasCode(cause, 'ENOSPC') || hasCode(cause, 'EDQUOT')
  return isFull ? new StudioError('disk-full', 'no room for a picture', { cause }) : cause
}
