import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isOnServer } from '@/lib/db/testing/database-under-test'
import type { GatewayDraft } from '@/lib/mj/gateways'
import { gatewayDraft } from './testing/gateway-draft'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { type WireOfGateways, wireOfGateways } from './testing/wire-of-gateways'

const key = 'sk-CANARY0123456789'

const draft = gatewayDraft({ key })

let wire: WireOfGateways
let under: StudioUnderTest
beforeEach(async () => {
  wire = wireOfGateways()
  // The scripted gateway stands for the one of the environment, except where a test has none.
  under = await studioUnderTest({ send: wire.send })
})
afterEach(() => under.close())

const desk = () => under.studio.gateways
const add = (change: Partial<GatewayDraft> = {}) => desk().add(gatewayDraft({ key, ...change }))
const defaultId = () => under.studio.connected()[0]?.id

describe('what is filled in', () => {
  test('is shown as it will be used, and the key by its end only', async () => {
    const gateway = await add({
      name: ' ',
      baseUrl: ' https://one.example/v1/mj-relax/mj/submit/imagine ',
    })
    expect(gateway).toMatchObject({
      name: 'one.example',
      source: 'settings',
      baseUrl: 'https://one.example/v1',
      defaultSpeed: 'relax',
      keyEnd: '6789',
      hasKey: true,
      isDefault: false,
      reachable: true,
      tasks: 0,
    })
    expect((await desk().list()).map(({ id }) => id)).toEqual(['scripted', gateway.id])
  })

  test.each<[Partial<GatewayDraft>, string]>([
    [{ baseUrl: 'one.example' }, 'baseUrl: the gateway URL must begin with https://'],
    [
      { baseUrl: 'http://one.example' },
      'baseUrl: a gateway outside the local network must be https',
    ],
    [{ baseUrl: 'https://me:word@one.example' }, 'baseUrl: the gateway URL must not contain'],
    [{ key: 'two words' }, 'key: a key is one word'],
    [{ key: 'schlüssel' }, 'key: a key is one word'],
    [{ notify: true }, 'notify: the studio has no public address'],
    [{ dialect: 'klingon' }, 'dialect: there is no such dialect'],
    [{ dialect: 'trueai', auth: 'both' }, 'auth: a trueai gateway takes its key as'],
  ])('%j is refused in words that begin with the field', async (change, sentence) => {
    const message = expect.stringContaining(sentence)
    await expect(add(change)).rejects.toMatchObject({ kind: 'bad-request', message })
    expect(await desk().list()).toHaveLength(1)
  })

  test('is taken for at most twenty gateways', async () => {
    for (let n = 0; n < 20; n += 1) await add({ baseUrl: `https://${n}.example` })
    await expect(add()).rejects.toMatchObject({ kind: 'conflict' })
    const last = (await desk().list()).at(-1)!
    await desk().remove(last.id)
    await expect(add()).resolves.toMatchObject({ baseUrl: 'https://one.example' })
  })
})

describe('a key', () => {
  test('stays while the origin does', async () => {
    const { id } = await add()
    const change = { ...draft, key: null, baseUrl: 'https://one.example/v2', name: 'Renamed' }
    expect(await desk().change(id, change)).toMatchObject({ hasKey: true, keyEnd: '6789' })
    await desk().makeDefault(id)
    await under.imagine()
    expect(wire.submits()[0]).toMatchObject({
      host: 'one.example',
      path: '/v2/mj/submit/imagine',
      authorization: `Bearer ${key}`,
    })
  })

  test.each(['https://thief.example', 'https://one.example:8443', 'http://one.internal'])(
    'is forgotten when the origin becomes %s',
    async (baseUrl) => {
      const { id } = await add()
      const changed = await desk().change(id, { ...draft, key: null, baseUrl })
      expect(changed).toMatchObject({ hasKey: false, keyEnd: '', baseUrl })
      await desk().makeDefault(id)
      await under.imagine()
      expect(wire.asked.map(({ authorization }) => authorization)).not.toContain(`Bearer ${key}`)
      // Nor does it come back with the old address.
      expect(await desk().change(id, { ...draft, key: null })).toMatchObject({ hasKey: false })
    },
  )

  test('is shown by the doctor to its own origin only, and a typed one wherever it is typed for', async () => {
    const { id } = await add()
    const request = { id, key: null, auth: null, dialect: null }
    const keysAt = (host: string) =>
      new Set(wire.asked.filter((asked) => asked.host === host).map((asked) => asked.authorization))
    await desk().probe({ ...request, baseUrl: 'https://one.example/mj' })
    expect(keysAt('one.example')).toContain(`Bearer ${key}`)
    await desk().probe({ ...request, baseUrl: 'https://thief.example' })
    expect([...keysAt('thief.example')]).toEqual([null])
    await desk().probe({ ...request, baseUrl: 'https://two.example', key: 'sk-another-one' })
    expect(keysAt('two.example')).toContain('Bearer sk-another-one')
    expect(wire.submits()).toEqual([])
  })

  test('is in no answer, in no file of the data folder, and gone with its gateway', async () => {
    const { id } = await add()
    await desk().makeDefault(id)
    const task = await under.imagine()
    const told = [
      await desk().list(),
      under.studio.connected(),
      task,
      await under.studio.history(viewer, task.id),
      await desk().probe({ id, baseUrl: draft.baseUrl, key: null, auth: null, dialect: null }),
      under.faults,
    ]
    expect(JSON.stringify(told)).not.toContain('CANARY')
    const files = (await readdir(under.folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile(),
    )
    expect(files.map(({ name }) => name)).toContain(isOnServer ? 'secret' : 'studio.db-wal')
    for (const { parentPath, name } of files) {
      expect((await readFile(join(parentPath, name))).includes('CANARY'), name).toBe(false)
    }
    await desk().remove(id)
    const row = await under.studio.db.selectFrom('gateway').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ id, key_sealed: null, key_end: '' })
  })

  test('that cannot be opened any more stops neither the studio nor its other gateways', async () => {
    const { id } = await add()
    await desk().makeDefault(id)
    await under.restart({ secret: randomBytes(32) })
    expect(await desk().list()).toMatchObject([
      { id: 'scripted', reachable: true },
      { id, hasKey: false, keyEnd: '6789' },
    ])
    const { state } = await under.imagine()
    expect(state).toMatchObject({ name: 'refused', reason: 'key-refused' })
    expect(wire.asked).toEqual([])
    await desk().change(id, draft)
    expect((await under.imagine()).state.name).toBe('waiting')
  })
})

describe('the default gateway', () => {
  test('is the one of the environment until the owner chooses another', async () => {
    const { id } = await add()
    expect(defaultId()).toBe('scripted')
    await desk().makeDefault(id)
    expect(defaultId()).toBe(id)
    await under.restart()
    expect(defaultId()).toBe(id)
    await desk().remove(id)
    expect(defaultId()).toBe('scripted')
    await expect(desk().makeDefault(id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('cannot be changed or removed where the environment fixes it', async () => {
    await expect(desk().change('scripted', draft)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(desk().remove('scripted')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(desk().remove('nobody')).rejects.toMatchObject({ kind: 'not-found' })
  })
})

test('a gateway that answers the doctor is tried again at once', async () => {
  const { id } = await add()
  await desk().makeDefault(id)
  wire.isDown = true
  const task = await under.imagine()
  await under.clock.advance(20_000)
  expect(under.studio.connected()[0]).toMatchObject({ id, reachable: false })
  wire.isDown = false
  await desk().probe({ id, baseUrl: draft.baseUrl, key: null, auth: null, dialect: null })
  expect(under.studio.connected()[0]).toMatchObject({ id, reachable: true })
  await under.until(task.id, 'running')
})
