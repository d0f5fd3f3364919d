import { beforeEach, describe, expect, test } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import type { Capabilities } from '@/lib/mj/capabilities'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task, TaskState } from '@/lib/mj/task'
import { allCapabilities } from '@/lib/mj/capabilities'
import { syntheticButtons } from '@/lib/mj/synthetic-buttons'
import { answerMj, mjAllowed, mjBodyMax } from './mj-surface'
import type { Studio } from './studio'
import { viewerOf } from './member-state'

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const pngUrl = `data:image/png;base64,${png}`

const sample: Task = {
  id: 'abcdefghijklmnopqrstuvwxyz',
  seq: 7,
  createdAt: 1_700_000_000_000,
  startedAt: 1_700_000_001_000,
  finishedAt: null,
  verb: 'imagine',
  state: { name: 'waiting' },
  action: 'IMAGINE',
  prompt: 'a red fox',
  promptEn: '',
  finalPrompt: 'a red fox --v 7',
  speed: null,
  botType: 'MID_JOURNEY',
  parent: null,
  children: [],
  buttons: [{ customId: 'MJ::JOB::upsample::1::uuid', label: 'U1', emoji: '', style: 2 }],
  pictures: [],
  text: '',
  seed: null,
  gateway: { id: 'demo', name: 'Demo', isDemo: true },
  gatewayTaskId: '1700000000000123',
  videos: [],
  pasted: [],
  references: [],
  dimensions: null,
  clientState: '',
  clientKeys: [],
  note: '',
  trashedAt: null,
  sharedAt: null,
  owner: null,
}

const picture = (id: string, position: number) => ({
  id,
  position,
  type: 'image/png' as const,
  width: 2048,
  height: 2048,
  sizeBytes: 10,
  thumbhash: '',
  quadrants: null,
})

/** A studio with one task in whatever state a test gives it; it remembers what it was asked. */
function createStudio() {
  const asked: { submissions: StudioSubmission[]; windows: unknown[]; ids: string[] } = {
    submissions: [],
    windows: [],
    ids: [],
  }
  const held: { task: Task; lacks: Partial<Capabilities> } = { task: sample, lacks: {} }
  const find = (id: string) => {
    if (id !== held.task.id) throw new StudioError('not-found', 'There is no such task.')
    return Promise.resolve(held.task)
  }
  const studio: Partial<Studio> = {
    submit(_viewer, items) {
      asked.submissions.push(...items.map((item) => item.submission))
      return Promise.resolve([held.task])
    },
    answered: (_viewer, id) => find(id),
    task: (_viewer, id) => find(id),
    tasks(_viewer, ids) {
      asked.ids.push(...ids)
      return Promise.resolve(ids.includes(held.task.id) ? [held.task] : [])
    },
    confirmWindow(_viewer, id, _clientKey, answer) {
      asked.windows.push(answer)
      return find(id)
    },
    seed: async (_viewer, id) => {
      await find(id)
      return '1234567890'
    },
    cancel: (_viewer, id) => find(id),
    connected: () => [
      {
        ...sample.gateway,
        capabilities: { ...allCapabilities, ...held.lacks },
        reachable: true,
        defaultSpeed: null,
      },
    ],
  }
  return { studio: studio as Studio, asked, held }
}

let stage: ReturnType<typeof createStudio>
beforeEach(() => {
  stage = createStudio()
})

function call(method: string, at: string, body?: unknown): Promise<unknown> {
  const [mode, path] = at.startsWith('mj/') ? [null, at.slice(3)] : at.split(/\/mj\/(.*)/s)
  return answerMj({
    studio: stage.studio,
    viewer: viewerOf('owner'),
    method,
    path: path!.split('/'),
    mode: mode ?? null,
    body,
    origin: 'https://studio.example.org',
  })
}

const submit = (name: string, body: unknown) => call('POST', `mj/submit/${name}`, body)
const standing = (state: TaskState, change: Partial<Task> = {}) => {
  stage.held.task = { ...sample, state, ...change }
}

describe('submits', () => {
  test.each<[string, object, object]>([
    ['imagine', { prompt: 'a red fox' }, { verb: 'imagine', prompt: 'a red fox', base64Array: [] }],
    [
      'imagine',
      { prompt: 'x', base64Array: [pngUrl, ''], state: 's', notifyHook: 'https://tool.test/a' },
      { verb: 'imagine', base64Array: [pngUrl], notifyHook: 'https://tool.test/a' },
    ],
    ['imagine', { prompt: 'x', base64: png, base64Array: null }, { base64Array: [pngUrl] }],
    ['imagine', { prompt: 'x', botType: 'niji' }, { botType: 'NIJI_JOURNEY' }],
    ['imagine', { prompt: 'x', accountFilter: { modes: ['RELAX'] } }, { speed: 'relax' }],
    [
      'action',
      { taskId: sample.id, customId: 'MJ::JOB::upsample::1::u', chooseSameChannel: true },
      { verb: 'action', taskId: sample.id, customId: 'MJ::JOB::upsample::1::u' },
    ],
    [
      'blend',
      { base64Array: [pngUrl, pngUrl], dimensions: 'PORTRAIT' },
      { verb: 'blend', base64Array: [pngUrl, pngUrl], dimensions: 'PORTRAIT' },
    ],
    ['describe', { base64: pngUrl }, { verb: 'describe', base64: pngUrl }],
    ['shorten', { prompt: 'long words' }, { verb: 'shorten', prompt: 'long words' }],
    [
      'change',
      { taskId: sample.id, action: 'UPSCALE', index: 2 },
      { verb: 'change', taskId: sample.id, action: 'UPSCALE', index: 2 },
    ],
    [
      'change',
      { taskId: sample.id, action: 'REROLL' },
      { verb: 'change', action: 'REROLL', index: 1 },
    ],
    [
      'simple-change',
      { content: `${sample.id} v3` },
      { verb: 'change', taskId: sample.id, action: 'VARIATION', index: 3 },
    ],
    [
      'simple-change',
      { content: ` ${sample.id} R ` },
      { verb: 'change', action: 'REROLL', index: 1 },
    ],
    ['upload-discord-images', { base64Array: [pngUrl] }, { verb: 'upload', base64Array: [pngUrl] }],
    [
      'upload-discord-images',
      { base64Array: [pngUrl], filter: { channelId: '', instanceId: '77', remark: null } },
      { verb: 'upload', accountFilter: { instanceId: '77' } },
    ],
    [
      'imagine',
      { prompt: 'x', base64: '', state: '', notifyHook: '' },
      { base64Array: [], state: undefined, notifyHook: undefined },
    ],
    ['imagine', { prompt: 'x', state: 'order 7' }, { state: 'order 7' }],
    ['shorten', { prompt: 'x', accountFilter: { modes: [], remark: '' } }, { verb: 'shorten' }],
    [
      'blend',
      { base64Array: [pngUrl, pngUrl], accountFilter: { modes: ['FAST'], remix: true } },
      { speed: 'fast', accountFilter: { modes: ['FAST'], remix: true } },
    ],
    [
      'action',
      { taskId: sample.id, customId: 'MJ::JOB::reroll::0::u::SOLO', enableRemix: true, state: 's' },
      { verb: 'action', enableRemix: true, state: 's' },
    ],
  ])('%s %o is read as %o', async (name, body, submission) => {
    expect(await submit(name, body)).toMatchObject({ code: 1, result: sample.id })
    expect(stage.asked.submissions).toHaveLength(1)
    expect(stage.asked.submissions[0]).toMatchObject(submission)
  })

  test('a face is swapped at its own path', async () => {
    const body = { sourceBase64: pngUrl, targetBase64: pngUrl }
    expect(await call('POST', 'mj/insight-face/swap', body)).toMatchObject({ code: 1 })
    expect(stage.asked.submissions[0]).toMatchObject({ verb: 'swap', ...body })
    await expect(submit('swap', body)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test.each([
    ['mj-fast', 'fast'],
    ['mj-relax', 'relax'],
    ['mj-turbo', 'turbo'],
    ['fast', 'fast'],
    ['relax', 'relax'],
    ['turbo', 'turbo'],
  ])('the path /%s/mj decides the speed, whatever the body says', async (mode, speed) => {
    const body = { prompt: 'x', accountFilter: { modes: ['TURBO'] } }
    await call('POST', `${mode}/mj/submit/imagine`, body)
    expect(stage.asked.submissions[0]).toMatchObject({ speed, accountFilter: undefined })
  })

  test.each<[Partial<Capabilities>, string, object]>([
    [{ blend: false }, 'blend', { base64Array: [pngUrl, pngUrl] }],
    [{ describe: false }, 'describe', { base64: pngUrl }],
    [{ shorten: false }, 'shorten', { prompt: 'x' }],
    [{ upload: false }, 'upload-discord-images', { base64Array: [pngUrl] }],
    [{ references: false }, 'imagine', { prompt: 'x', base64Array: [pngUrl] }],
    [{ change: false, action: false }, 'change', { taskId: sample.id, action: 'REROLL' }],
    [{ action: false }, 'action', { taskId: sample.id, customId: 'MJ::CustomZoom::u' }],
    [{ actionWords: ['upsample'] }, 'action', { taskId: sample.id, customId: 'no words' }],
  ])(
    'a gateway with %o is not asked for %s: a sentence, and no task',
    async (lacks, name, body) => {
      stage.held.lacks = lacks
      await expect(submit(name, body)).rejects.toMatchObject({
        kind: 'bad-request',
        message: expect.stringMatching(/^Not supported: this gateway .+\.$/) as string,
      })
      expect(stage.asked.submissions).toHaveLength(0)
    },
  )

  test('a change is the press of the button that means it, where there is one', async () => {
    stage.held.lacks = { change: false }
    await submit('simple-change', { content: `${sample.id} U1` })
    expect(stage.asked.submissions[0]).toMatchObject({
      verb: 'action',
      taskId: sample.id,
      customId: 'MJ::JOB::upsample::1::uuid',
    })
    await expect(submit('simple-change', { content: `${sample.id} U2` })).rejects.toThrow('change')
    stage.held.lacks = {}
    await submit('simple-change', { content: `${sample.id} U2` })
    expect(stage.asked.submissions[1]).toMatchObject({ verb: 'change', index: 2 })
    stage.held.task = { ...sample, buttons: syntheticButtons(4) }
    await submit('simple-change', { content: `${sample.id} R` })
    expect(stage.asked.submissions[2]).toMatchObject({ verb: 'change', action: 'REROLL' })
  })

  test('an upload without addresses is no success', async () => {
    for (const name of ['queued', 'waiting', 'unclear'] as const) {
      const state = { name, notBefore: null, because: null, sentAt: 1, detail: '' } as TaskState
      standing(state, { verb: 'upload' })
      const body = { base64Array: [pngUrl] }
      expect(await submit('upload-discord-images', body)).toMatchObject({ code: 9, result: null })
    }
  })

  test.each<[string, unknown, string]>([
    ['imagine', {}, 'prompt cannot be empty'],
    ['imagine', { prompt: ' ' }, 'prompt cannot be empty'],
    ['imagine', { prompt: 5 }, 'prompt cannot be empty'],
    ['imagine', { prompt: 'x', base64Array: ['http://evil.test/a.png'] }, 'not a base64 picture'],
    ['imagine', { prompt: 'x', base64Array: ['data:image/svg+xml;base64,AAAA'] }, 'not a base64'],
    ['imagine', { prompt: 'x', botType: 'other' }, 'botType is unknown'],
    ['imagine', 'text', 'expected object'],
    ['imagine', undefined, 'expected object'],
    ['action', { customId: 'x' }, 'taskId cannot be empty'],
    ['action', { taskId: 1700000000000123, customId: 'x' }, 'taskId cannot be empty'],
    ['action', { taskId: 'abc' }, 'customId cannot be empty'],
    ['action', { taskId: '../../etc', customId: 'x' }, 'taskId is not one of this studio'],
    ['blend', { base64Array: [pngUrl] }, '2 to 5 pictures'],
    ['blend', { base64Array: Array(6).fill(pngUrl) }, '2 to 5 pictures'],
    ['blend', { base64Array: [pngUrl, pngUrl], dimensions: 'WIDE' }, 'dimensions is unknown'],
    ['describe', {}, 'base64 cannot be empty'],
    ['shorten', { prompt: '' }, 'prompt cannot be empty'],
    ['change', { taskId: 'abc', action: 'UPSCALE' }, 'index is 1 to 4'],
    ['change', { taskId: 'abc', action: 'UPSCALE', index: 5 }, 'index is 1 to 4'],
    ['change', { taskId: 'abc', action: 'ZOOM' }, 'action is unknown'],
    ['simple-change', { content: 'abc X9' }, 'content is'],
    ['modal', {}, 'taskId cannot be empty'],
    ['imagine', { prompt: 'x', state: 's'.repeat(256) }, 'longer than 255 characters'],
    ['imagine', { prompt: 'x', state: 7 }, 'state must be text'],
    ['imagine', { prompt: 'x', notifyHook: 'file:///a' }, 'notifyHook must begin with http'],
    ['imagine', { prompt: 'x', accountFilter: { remark: 7 } }, 'accountFilter.remark must be text'],
    ['imagine', { prompt: 'x', accountFilter: { remix: 'yes' } }, 'must be true or false'],
    ['upload-discord-images', { base64Array: [] }, 'base64Array cannot be empty'],
  ])('%s %o is refused before the ledger: %s', async (name, body, sentence) => {
    const refused = await submit(name, body).catch((error: unknown) => error)
    expect(refused).toMatchObject({ kind: 'bad-request' })
    expect((refused as Error).message).toContain(sentence)
    expect(stage.asked.submissions).toHaveLength(0)
  })

  test.each<[TaskState, Partial<Task>, object]>([
    [{ name: 'waiting' }, {}, { code: 1, result: sample.id }],
    [{ name: 'running', progress: 5, preview: null, stalled: false }, {}, { code: 1 }],
    [{ name: 'unclear', sentAt: 1, detail: 'timeout' }, {}, { code: 1, result: sample.id }],
    [{ name: 'sending' }, {}, { code: 1, result: sample.id }],
    [{ name: 'queued', notBefore: null, because: null }, {}, { code: 22, result: sample.id }],
    [
      { name: 'window', prompt: 'a fox', editable: true },
      {},
      { code: 21, result: sample.id, properties: { finalPrompt: 'a fox', remix: true } },
    ],
    [
      { name: 'refused', reason: 'banned-word', detail: 'no', bannedWord: 'gore' },
      { promptEn: 'some gore' },
      { code: 24, result: null, properties: { promptEn: 'some gore', bannedWord: 'gore' } },
    ],
    [
      { name: 'refused', reason: 'queue-full', detail: 'full', bannedWord: null },
      {},
      { code: 23, description: 'full', result: null, properties: {} },
    ],
    [
      { name: 'refused', reason: 'parent-expired', detail: '', bannedWord: null },
      {},
      { code: 3, description: 'parent-expired' },
    ],
    [{ name: 'not-sent', detail: 'ECONNREFUSED' }, {}, { code: 9, result: null }],
    [
      { name: 'done', archive: 'kept', detail: '' },
      { verb: 'upload', text: 'https://a/1.png\nhttps://a/2.png' },
      { code: 1, result: ['https://a/1.png', 'https://a/2.png'] },
    ],
  ])('a submit that stands at %o is answered %o', async (state, change, reply) => {
    standing(state, change)
    expect(await submit('imagine', { prompt: 'x' })).toMatchObject(reply)
  })
})

describe('modal', () => {
  test('confirms the window with the prompt and the mask', async () => {
    standing({ name: 'window', prompt: 'shown', editable: true })
    await submit('modal', { taskId: sample.id, prompt: 'new', maskBase64: png })
    expect(stage.asked.windows).toEqual([{ prompt: 'new', maskBase64: pngUrl }])
  })

  test('without a prompt it confirms what the window shows', async () => {
    standing({ name: 'window', prompt: 'shown', editable: true })
    await submit('modal', { taskId: sample.id, maskBase64: null })
    await submit('modal', { taskId: sample.id, prompt: '', maskBase64: '' })
    const shown = { prompt: 'shown', maskBase64: undefined }
    expect(stage.asked.windows).toEqual([shown, shown])
  })
})

describe('tasks', () => {
  const fetched = () => call('GET', `mj/task/${sample.id}/fetch`)

  test('a running task shows its progress and its preview on the studio', async () => {
    const preview = `/images/preview/${sample.id}?v=3`
    standing({ name: 'running', progress: 46, preview, stalled: false })
    expect(await fetched()).toMatchObject({
      id: sample.id,
      status: 'IN_PROGRESS',
      progress: '46%',
      imageUrl: `https://studio.example.org${preview}`,
      buttons: [],
      submitTime: sample.createdAt,
      properties: { finalPrompt: 'a red fox --v 7' },
    })
  })

  test('a finished task shows its picture on the studio, and its buttons', async () => {
    standing(
      { name: 'done', archive: 'kept', detail: '' },
      { pictures: [picture('pic1', 0), picture('pic2', 1)] },
    )
    const task = await fetched()
    expect(task).toMatchObject({
      status: 'SUCCESS',
      progress: '100%',
      failReason: null,
      imageUrl: 'https://studio.example.org/images/pic1/original',
      imageUrls: [
        { url: 'https://studio.example.org/images/pic1/original' },
        { url: 'https://studio.example.org/images/pic2/original' },
      ],
      buttons: [{ customId: 'MJ::JOB::upsample::1::uuid', label: 'U1', type: 2, style: 2 }],
    })
    expect(JSON.stringify(task)).not.toContain(sample.gatewayTaskId)
  })

  test.each<[TaskState, string, string | null]>([
    [{ name: 'queued', notBefore: null, because: null }, 'NOT_START', null],
    [{ name: 'sending' }, 'NOT_START', null],
    [{ name: 'waiting' }, 'SUBMITTED', '0%'],
    [{ name: 'unclear', sentAt: 1, detail: '' }, 'SUBMITTED', '0%'],
    [{ name: 'window', prompt: '', editable: true }, 'MODAL', null],
    [{ name: 'running', progress: null, preview: null, stalled: false }, 'IN_PROGRESS', '0%'],
    [{ name: 'running', progress: 100, preview: null, stalled: false }, 'IN_PROGRESS', '99%'],
    [{ name: 'done', archive: 'keeping', detail: '' }, 'IN_PROGRESS', '99%'],
    [{ name: 'done', archive: 'gone', detail: '' }, 'SUCCESS', '100%'],
    [{ name: 'failed', reason: 'timed-out', detail: '' }, 'FAILURE', ''],
    [{ name: 'refused', reason: 'other', detail: 'x', bannedWord: null }, 'FAILURE', ''],
    [{ name: 'not-sent', detail: '' }, 'FAILURE', ''],
    [{ name: 'lost' }, 'FAILURE', ''],
    [{ name: 'cancelled' }, 'CANCEL', ''],
  ])('%o is told as %s with progress %s', async (state, status, progress) => {
    standing(state)
    const task = (await fetched()) as { failReason: string | null }
    expect(task).toMatchObject({ status, progress, buttons: status === 'SUCCESS' ? [{}] : [] })
    expect(task.failReason === null).toBe(status !== 'FAILURE')
    expect(task.failReason).not.toBe('')
  })

  test('describe puts its text where Plus puts it', async () => {
    const text = '1️⃣ a fox\n\n2️⃣ a dog'
    standing({ name: 'done', archive: 'kept', detail: '' }, { verb: 'describe', prompt: '', text })
    expect(await fetched()).toMatchObject({ promptEn: text, properties: { finalPrompt: text } })
  })

  test('the word of the tool that asked comes back as it was', async () => {
    standing({ name: 'waiting' }, { clientState: '订单 7 / "x"' })
    expect(await fetched()).toMatchObject({ state: '订单 7 / "x"' })
    const [listed] = (await call('POST', 'mj/task/list-by-condition', { ids: [sample.id] })) as [{}]
    expect(listed).toMatchObject({ state: '订单 7 / "x"' })
  })

  test('a film has an address, and its still stands for it among the pictures', async () => {
    const film = { id: 'film1', position: 0, type: 'video/webm', sizeBytes: 9 } as const
    const origin = 'https://studio.example.org/images'
    standing(
      { name: 'done', archive: 'kept', detail: '' },
      { pictures: [picture('pic1', 0)], videos: [{ ...film, posterId: 'pic1' }] },
    )
    expect(await fetched()).toMatchObject({
      imageUrl: `${origin}/pic1/original`,
      videoUrl: `${origin}/film1/video`,
      videoUrls: [{ url: `${origin}/film1/video`, thumbnail: `${origin}/pic1/512` }],
    })
    standing(
      { name: 'done', archive: 'kept', detail: '' },
      { videos: [{ ...film, posterId: null }] },
    )
    expect(await fetched()).toMatchObject({
      imageUrl: `${origin}/film1/video`,
      videoUrls: [{ url: `${origin}/film1/video`, thumbnail: null }],
    })
  })

  test('a list answers what it knows and leaves the rest out', async () => {
    const list = (body: unknown) => call('POST', 'mj/task/list-by-condition', body)
    expect(await list({ ids: [sample.id, 'unknown', '../x'] })).toMatchObject([{ id: sample.id }])
    expect(stage.asked.ids).toEqual([sample.id, 'unknown'])
    expect(await list({ ids: [] })).toEqual([])
    expect(await list({ ids: null })).toEqual([])
    expect(await list(undefined)).toEqual([])
  })

  test('a seed is a string, and a cancelled task is named', async () => {
    expect(await call('GET', `mj/task/${sample.id}/image-seed`)).toMatchObject({
      code: 1,
      result: '1234567890',
    })
    expect(await call('POST', `mj/task/${sample.id}/cancel`)).toMatchObject({
      code: 1,
      result: sample.id,
    })
  })

  test.each(['mj/task/unknown/fetch', 'mj/task/%2e%2e/fetch', 'mj/task/a b/image-seed'])(
    '%s is not found',
    async (at) => {
      await expect(call('GET', at)).rejects.toMatchObject({ kind: 'not-found' })
    },
  )
})

describe('paths', () => {
  test.each([
    'mj/',
    'mj/submit',
    'mj/submit/video',
    'mj/submit/constructor',
    'mj/submit/imagine/more',
    'mj/task/abc/constructor',
    'mj/task/list',
    'mj/account/list',
    'slow/mj/submit/imagine',
    'constructor/mj/submit/imagine',
  ])('%s is not found', async (at) => {
    await expect(call('POST', at, { prompt: 'x' })).rejects.toMatchObject({ kind: 'not-found' })
  })

  test.each([
    ['GET', 'mj/submit/imagine'],
    ['POST', 'mj/task/abc/fetch'],
    ['DELETE', 'mj/task/abc/fetch'],
    ['GET', 'mj/task/list-by-condition'],
  ])('%s %s is the wrong method', async (method, at) => {
    await expect(call(method, at)).rejects.toMatchObject({ kind: 'method-not-allowed' })
  })

  test('a path says which methods it takes', () => {
    expect(mjAllowed(['submit', 'imagine'], 'fast')).toEqual(['POST'])
    expect(mjAllowed(['task', 'abc', 'fetch'], null)).toEqual(['GET', 'HEAD'])
    expect(mjAllowed(['task', 'abc', 'other'], null)).toEqual([])
    expect(mjAllowed(['submit', 'imagine'], 'slow')).toEqual([])
  })

  test('only submits may be large', () => {
    expect(mjBodyMax(['submit', 'imagine'])).toBe(25 * 1024 * 1024)
    expect(mjBodyMax(['insight-face', 'swap'])).toBe(25 * 1024 * 1024)
    expect(mjBodyMax(['task', 'list-by-condition'])).toBe(64 * 1024)
  })
})
