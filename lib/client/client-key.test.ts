import { afterEach, expect, test, vi } from 'vitest'
import { newClientKey } from './client-key'

afterEach(() => vi.unstubAllGlobals())

test('a client key is made without what only secure origins have, and is another each time', () => {
  const { crypto } = globalThis
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  })
  const keys = Array.from({ length: 100 }, newClientKey)
  expect(new Set(keys).size).toBe(100)
  // What the routes take (lib/server/submission-schema.ts).
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
})
