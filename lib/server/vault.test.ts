import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createVault, openVault, parseSecret } from './vault'

const vault = createVault(randomBytes(32))

describe('sealing', () => {
  test('what was sealed opens again, and each seal is another text', () => {
    const seals = [vault.seal('gw-1', 'sk-secret'), vault.seal('gw-1', 'sk-secret')]
    expect(seals.map((text) => vault.open('gw-1', text))).toEqual(['sk-secret', 'sk-secret'])
    expect(seals[0]).not.toBe(seals[1])
    expect(seals.join()).not.toContain('secret')
    expect(seals[0]).toMatch(/^v1\.[\w-]{16}\.[\w-]+$/)
  })

  test('a seal opens for its own gateway and under its own secret only', () => {
    const text = vault.seal('gw-1', 'sk-secret')
    expect(vault.open('gw-2', text)).toBeNull()
    expect(createVault(randomBytes(32)).open('gw-1', text)).toBeNull()
  })

  test('a seal in which anything has been changed opens nothing', () => {
    const text = vault.seal('gw-1', 'sk-secret')
    for (let at = 0; at < text.length; at += 1) {
      // The lowest bits of a last base64 character are not part of the bytes: it is replaced by a far one.
      const other = text[at] === 'A' ? 'z' : 'A'
      expect(vault.open('gw-1', text.slice(0, at) + other + text.slice(at + 1)), `${at}`).toBeNull()
      expect(vault.open('gw-1', text.slice(0, at)), `cut at ${at}`).toBeNull()
    }
  })

  test('what is derived differs by purpose, and is the same under the same secret', () => {
    const secret = randomBytes(32)
    const [one, again] = [createVault(secret), createVault(secret)]
    expect(one.derive('hooks')).toEqual(again.derive('hooks'))
    expect(one.derive('hooks')).not.toEqual(one.derive('gateway keys'))
    expect(one.derive('hooks')).toHaveLength(32)
  })
})

describe('the secret of a data folder', () => {
  let folder = ''
  let file = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'safelight-vault-'))
    file = join(folder, 'secret')
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is made once, for its owner only', async () => {
    const sealed = (await openVault(folder, null)).seal('gw-1', 'sk-secret')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await openVault(folder, null)).open('gw-1', sealed)).toBe('sk-secret')
  })

  test('is not made where the environment gives one', async () => {
    const sealed = (await openVault(folder, Buffer.alloc(32, 1))).seal('gw-1', 'sk-secret')
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(createVault(Buffer.alloc(32, 1)).open('gw-1', sealed)).toBe('sk-secret')
  })

  test('is closed again to other users, with a word in the log', async () => {
    await openVault(folder, null)
    await chmod(file, 0o644)
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await openVault(folder, null)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(String(told.mock.calls[0]?.[0])).toContain('could be read by other users')
    told.mockRestore()
  })

  test.each(['', 'abc', `${'g'.repeat(64)}\n`])(
    'stops the start in words where it is damaged: %j',
    async (text) => {
      await writeFile(file, text)
      await expect(openVault(folder, null)).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringContaining('is damaged'),
      })
      expect(await readFile(file, 'utf8')).toBe(text)
    },
  )
})

test.each([
  [randomBytes(32).toString('hex'), 32],
  [randomBytes(32).toString('hex').toUpperCase(), 32],
  [randomBytes(32).toString('base64'), 32],
  [randomBytes(48).toString('base64url'), 48],
])('%s is taken as a secret of %i bytes', (text, length) => {
  expect(parseSecret(text)).toHaveLength(length)
})

test.each([
  ['a short one', randomBytes(31).toString('hex'), 'weak'],
  ['nothing but zeros', '0'.repeat(64), 'weak'],
  ['one word again and again', 'password'.repeat(6), 'weak'],
  ['a sentence', 'correct horse battery staple, and then some more of it', 'malformed'],
])('%s is no secret', (_title, text, why) => {
  expect(parseSecret(text)).toBe(why)
})
