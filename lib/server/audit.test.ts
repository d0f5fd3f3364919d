import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AuditEntry } from '@/lib/mj/members'
import type { SubmitOutcome } from '@/lib/mj/submission'
import { openAccess } from './access'
import { csvLine } from './audit-csv'
import type { Viewer } from './viewer'
import { gatewayDraft } from './testing/gateway-draft'
import { joined } from './testing/people'
import { type StudioUnderTest, studioUnderTest, viewer as owner } from './testing/studio-under-test'

let under: StudioUnderTest
let ada: Viewer
beforeEach(async () => {
  under = await studioUnderTest()
  ada = await joined(under.studio, 'Ada')
})
afterEach(() => under.close())

const secretWords = 'nobody else is to read this'
let clicks = 0

async function submit(viewer: Viewer = ada) {
  const submission = { verb: 'imagine', prompt: secretWords } as const
  const clientKey = `click-${(clicks += 1)}`
  const [task] = await under.studio.submit(viewer, [{ clientKey, submission }])
  await under.clock.settle()
  return task!
}

/** Newest last, without what came before. */
async function linesOf(viewer: Viewer, limit = 50): Promise<readonly AuditEntry[]> {
  const { entries } = await under.studio.audit.page(viewer, { limit })
  return entries.toReversed()
}

const kindsOf = async (viewer: Viewer) => (await linesOf(viewer)).map(({ kind }) => kind)

test('a submit and what came of it are told with who, what, where and by which try', async () => {
  const task = await submit()
  expect(await linesOf(ada)).toMatchObject(
    ['submit', 'accepted'].map((kind) => ({
      kind,
      memberId: ada.ownerId,
      memberName: 'Ada',
      via: null,
      verb: 'imagine',
      attempt: 1,
      taskId: task.id,
      gatewayName: 'Scripted gateway',
    })),
  )
})

test('what came by a token says by which', async () => {
  const { token } = await under.studio.tokens.make(ada, 'a script')
  await submit({ ...ada, token })
  const lines = (await linesOf(ada)).filter(({ verb }) => verb !== null)
  expect(lines.map(({ kind, via }) => [kind, via])).toEqual([
    ['submit', 'a script'],
    ['accepted', 'a script'],
  ])
})

test('refused, unclear, sent again by hand, and withdrawn: each has its line', async () => {
  const refused: SubmitOutcome = {
    type: 'refused',
    reason: 'banned-word',
    code: 24,
    detail: `banned: ${secretWords}`,
    bannedWord: 'read',
  }
  under.gateway.answers.push(refused, { type: 'unknown', detail: secretWords })
  await submit()
  const unclear = await submit()
  await under.studio.settleUnclear(ada, unclear.id, { choice: 'resend' })
  await under.clock.settle()
  under.gateway.answers.push({ type: 'not-sent', detail: 'ECONNREFUSED' })
  const waiting = await submit()
  await under.studio.cancel(ada, waiting.id)
  const lines = await linesOf(ada)
  expect(lines.map(({ kind, attempt, detail }) => [kind, attempt, detail])).toEqual([
    ['submit', 1, ''],
    ['refused', 1, 'banned-word'],
    ['submit', 1, ''],
    ['unclear', 1, ''],
    ['submit', 2, 'again'],
    ['accepted', 2, ''],
    ['submit', 1, ''],
    ['withdrawn', 1, 'by hand'],
  ])
  expect(JSON.stringify(lines)).not.toContain(secretWords)
})

test('what could not be sent in time is withdrawn', async () => {
  const down = (): SubmitOutcome => {
    under.gateway.answers.push(down)
    return { type: 'not-sent', detail: 'ECONNREFUSED' }
  }
  under.gateway.answers.push(down)
  await submit()
  await under.clock.advance(16 * 60_000)
  expect(await linesOf(ada)).toMatchObject([
    { kind: 'submit' },
    { kind: 'withdrawn', detail: 'given up' },
  ])
})

test('a submit that is not committed leaves no line', async () => {
  const submission = { verb: 'imagine', prompt: 'a fox' } as const
  const clientKey = 'one-and-the-same'
  await under.studio.submit(ada, [{ clientKey, submission }])
  const again = { clientKey, submission: { ...submission, prompt: 'a crane' } }
  const before = await kindsOf(ada)
  await expect(
    under.studio.submit(ada, [{ clientKey: 'a-new-one', submission }, again]),
  ).rejects.toMatchObject({ kind: 'conflict' })
  expect((await kindsOf(ada)).filter((kind) => kind === 'submit')).toEqual(
    before.filter((kind) => kind === 'submit'),
  )
})

test('administration is told, without a key', async () => {
  const { members, tokens, gateways } = under.studio
  const { sessions } = openAccess({ db: under.studio.db, password: null })
  await sessions.start()
  await members.rename(ada, 'Ada L.')
  await members.change(ada.ownerId, { budgetPerDay: 5 })
  const { token } = await tokens.make(ada, 'a script')
  await tokens.revoke(owner, token.id)
  const { id } = await gateways.add(gatewayDraft({ key: 'sk-CANARY0123456789' }))
  await gateways.makeDefault(id)
  await gateways.remove(id)
  await members.remove(ada.ownerId)
  const lines = await linesOf(owner)
  expect(
    lines.map(({ kind, memberId, gatewayName, detail }) => [kind, memberId, gatewayName, detail]),
  ).toEqual([
    ['member-invited', 'owner', null, 'Ada'],
    ['signed-in', 'owner', null, ''],
    ['member-changed', ada.ownerId, null, 'Ada → Ada L.'],
    ['member-changed', 'owner', null, 'Ada L.: ∞ → 5'],
    ['token-made', ada.ownerId, null, 'a script'],
    ['token-revoked', 'owner', null, 'a script'],
    ['gateway-added', 'owner', 'One', ''],
    ['gateway-changed', 'owner', 'One', 'default'],
    ['gateway-removed', 'owner', 'One', ''],
    ['member-removed', 'owner', null, 'Ada L.'],
  ])
  expect(JSON.stringify(lines)).not.toContain('CANARY')
})

test('pages follow one another without a gap, and each member has their own', async () => {
  await under.studio.members.remove((await joined(under.studio, 'Bob')).ownerId)
  for (let n = 0; n < 5; n += 1) await submit()
  const read: string[] = []
  let before: string | undefined
  for (;;) {
    const page = await under.studio.audit.page(ada, { before, limit: 3 })
    read.push(...page.entries.map(({ id }) => id))
    if (page.next === null) break
    before = page.next
  }
  const all = await under.studio.audit.page(owner, { limit: 200, member: ada.ownerId })
  expect(read).toEqual(all.entries.map(({ id }) => id))
  expect(read).toHaveLength(10)
  const others = under.studio.audit.page(ada, { limit: 3, member: 'owner' })
  await expect(others).rejects.toMatchObject({ kind: 'forbidden' })
})

test('the table for other programs has every line, and no formula', async () => {
  await under.studio.members.rename(ada, '=HYPERLINK("https://evil.test")')
  for (let n = 0; n < 3; n += 1) await submit()
  const text = await new Response(under.studio.audit.csv(owner)).text()
  const lines = text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('number,time,kind,member,member id,token,verb,attempt,task,gateway,detail')
  expect(lines).toHaveLength(1 + (await linesOf(owner, 200)).length)
  expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m)
  expect(text).not.toContain(secretWords)
})

test.each([
  [['a', null, 'b'], 'a,,b\r\n'],
  [['a,b', 'say "so"', 'two\nlines'], '"a,b","say ""so""","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@x', '\tx'], "'=1+1,'+1,'-1,'@x,'\tx\r\n"],
])('the fields %j become %j', (fields, line) => {
  expect(csvLine(fields)).toBe(line)
})

test('nothing in the studio changes or removes a line of the audit', () => {
  const root = path.resolve(fileURLToPath(import.meta.url), '../../..')
  const offenders = ['lib', 'app'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('audit.test.ts'))
      .filter((file) => {
        const text = readFileSync(path.join(root, folder, file), 'utf8')
        const built = /(?:updateTable|deleteFrom|replaceInto|dropTable|mergeInto)\(\s*['"`]audit\b/
        const written =
          /\b(?:update|delete\s+from|drop\s+table|truncate(?:\s+table)?|replace\s+into)\s+["'`]?audit\b/i
        return built.test(text) || written.test(text)
      }),
  )
  expect(offenders).toEqual([])
})
