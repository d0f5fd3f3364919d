import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '@/lib/db/engine'
import { databaseFile } from '@/lib/server/open-studio'
import { run } from '@/lib/server/testing/run-command'
import { bearerOf } from '@/lib/server/tokens'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-token-'))
  const { db } = await openDatabase({ file: databaseFile(folder) })
  await db.destroy()
})
afterAll(() => rm(folder, { recursive: true }))

const token = (...args: readonly string[]) => run('token', args, { SAFELIGHT_DATA: folder })

async function opens(secret: string): Promise<string | undefined> {
  const { db } = await openDatabase({ file: databaseFile(folder) })
  const bearer = await bearerOf(db, secret, Date.now())
  await db.destroy()
  return bearer?.ownerId
}

test('npm run token makes a token of the owner, lists it and ends it, and the audit has both', async () => {
  const made = await token('my-bot')
  expect(made).toMatchObject({ code: 0 })
  const secret = made.out.trim()
  expect(await opens(secret)).toBe('owner')
  const id = /revoke (\w+)/.exec(made.err)?.[1] ?? ''
  const listed = await token('list')
  expect(listed.out).toContain(`${id}  my-bot`)
  expect(listed.out).not.toContain(secret)
  expect(await token('revoke', id)).toMatchObject({ code: 0 })
  expect(await opens(secret)).toBeUndefined()
  expect(await token('revoke', id)).toMatchObject({ code: 1 })
  const { db } = await openDatabase({ file: databaseFile(folder) })
  const lines = await db.selectFrom('audit').select(['kind', 'member_id', 'detail']).execute()
  await db.destroy()
  expect(lines).toEqual([
    { kind: 'token-made', member_id: 'owner', detail: 'my-bot' },
    { kind: 'token-revoked', member_id: 'owner', detail: 'my-bot' },
  ])
}, 60_000)

test('without a name it says what it takes', async () => {
  expect(await token()).toMatchObject({ code: 64, out: '' })
}, 30_000)
