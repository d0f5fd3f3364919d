/** What each dialect does that no other does; what they all promise is in contract.test.ts. */
import { describe, expect, test } from 'vitest'
import { parseLossless } from '@/lib/mj/lossless'
import { readSyntheticButton } from '@/lib/mj/synthetic-buttons'
import type { Submission } from '@/lib/mj/submission'
import type { TaskReport } from '@/lib/mj/task'
import { createGateway } from '../client'
import type { Dialect, WireReply } from '../dialect'
import { failureReason } from '../failures'
import { whyUnsupported } from '../unsupported'
import { dialects } from '.'
import { crazyrouterDialect } from './crazyrouter'
import { cubicspacesDialect } from './cubicspaces'
import { modesDialect, modesShortDialect } from './modes'
import { newApiDialect } from './new-api'
import { novicezkDialect } from './novicezk'
import { recordedTasks } from './recorded-tasks'
import { trueaiDialect } from './trueai'

const imagine: Submission = { verb: 'imagine', prompt: 'a red fox' }
const press = (customId: string): Submission => ({ verb: 'action', taskId: '7', customId })

const reply = (text: string, status = 200): WireReply => {
  let json: unknown
  try {
    json = parseLossless(text)
  } catch {
    json = undefined // not JSON: exactly what the client hands on
  }
  return { status, headers: {}, text, json }
}

function report(dialect: Dialect, wire: object, taskId = '7'): TaskReport {
  const outcome = dialect.decodeFetch(reply(JSON.stringify(wire)), taskId)
  if (outcome.type !== 'found') throw new Error(JSON.stringify(outcome))
  return outcome.report
}

describe('new-api', () => {
  test.each([
    'MJ::JOB::upsample::1::u',
    'MJ::JOB::upsample_v7_2x_subtle::1::u::SOLO',
    'MJ::JOB::low_variation::1::u::SOLO',
    'MJ::JOB::reroll::0::u::SOLO',
    'MJ::JOB::pan_left::1::u::SOLO',
    'MJ::Outpaint::50::1::u::SOLO',
    'MJ::CustomZoom::u',
    'MJ::Inpaint::1::u::SOLO',
  ])('is sent %s', (customId) => {
    expect(whyUnsupported(newApiDialect.capabilities, press(customId))).toBeNull()
  })

  test.each([
    'MJ::Job::PicReader::1',
    'MJ::Job::PicReader::all',
    'MJ::Picread::Retry',
    'MJ::Job::PromptAnalyzer::1',
    'MJ::BOOKMARK::u',
    'MJ::JOB::animate_high::1::u::SOLO',
    'MJ::JOB::video_virtual_upscale::1::u',
    'upsample',
  ])('is never sent %s', (customId) => {
    expect(whyUnsupported(newApiDialect.capabilities, press(customId))).not.toBeNull()
  })

  test.each([
    ['https://gateway.example/mj-relax', '/mj-relax/mj/submit/imagine'],
    ['https://gateway.example', '/mj/submit/imagine'],
  ])('gets the mode prefix of its base URL %s and no other', async (baseUrl, path) => {
    const paths: string[] = []
    const gateway = createGateway({
      id: 'x',
      name: 'x',
      baseUrl,
      key: 'sk-contract',
      auth: 'bearer',
      dialect: newApiDialect,
      send: (request) => {
        paths.push(new URL(request.url).pathname)
        return Promise.resolve(Response.json({ code: 1, result: '7' }))
      },
    })
    await gateway.submit(imagine, 's')
    await gateway.submit({ ...imagine, speed: 'fast' }, 's')
    expect(paths).toEqual([path, path])
    expect(gateway.capabilities.speeds).toEqual([])
  })

  test('tells of a lost upstream when it is asked for a seed for too long', () => {
    const text = '{"code":5,"description":"do_request_failed ","type":"upstream_error"}'
    expect(newApiDialect.decodeSeed(reply(text, 400))).toMatchObject({ type: 'refused' })
  })

  test('in front of an upstream without buttons has ours', () => {
    const grid = { id: '7', action: 'IMAGINE', status: 'SUCCESS', imageUrl: 'https://a.example/1' }
    expect(report(newApiDialect, { ...grid, buttons: null }).buttons).toHaveLength(9)
  })
})

test('crazyrouter repeats a label as emoji, and it is shown once', () => {
  const { finished, id } = recordedTasks('crazyrouter')
  const outcome = crazyrouterDialect.decodeFetch(reply(finished), id)
  expect(outcome).toMatchObject({ report: { buttons: [{ label: 'U1', emoji: '' }, {}] } })
})

describe('modes', () => {
  test.each([
    [modesDialect, '/mj-fast/mj/submit/imagine'],
    [modesShortDialect, '/fast/mj/submit/imagine'],
  ])('$id puts the mode in front', (dialect, path) => {
    expect(dialect.encodeSubmit({ ...imagine, speed: 'fast' }, 's').path).toBe(path)
    expect(dialect.encodeSubmit(imagine, 's').path).toBe('/mj/submit/imagine')
  })

  test('a mode that is not sold is not asked for', () => {
    const wire = modesDialect.encodeSubmit({ ...imagine, speed: 'turbo' }, 's')
    expect(wire.path).toBe('/mj/submit/imagine')
  })
})

describe('buttons of our own', () => {
  const grid = { id: '7', status: 'SUCCESS', imageUrl: 'https://img.example/1.png' }

  test.each(['IMAGINE', 'VARIATION', 'REROLL', 'BLEND'])('follow a %s', (action) => {
    const { buttons } = report(novicezkDialect, { ...grid, action })
    expect(buttons).toHaveLength(9)
    for (const { customId } of buttons) expect(readSyntheticButton(customId)).toBeDefined()
  })

  test.each<[string, object]>([
    ['an upscale', { action: 'UPSCALE' }],
    ['a description', { action: 'DESCRIBE' }],
    ['a grid that is not finished', { action: 'IMAGINE', status: 'IN_PROGRESS' }],
    ['a grid that failed', { action: 'IMAGINE', status: 'FAILURE' }],
    ['a grid without its picture', { action: 'IMAGINE', imageUrl: null }],
  ])('do not follow %s', (_kind, fields) => {
    expect(report(novicezkDialect, { ...grid, ...fields }).buttons).toEqual([])
  })

  test('are in lists as in single reads', () => {
    const listed = novicezkDialect.decodeList(reply(`[${recordedTasks('novicezk').finished}]`))
    expect(listed?.[0]?.buttons).toHaveLength(9)
  })

  test('do not stand beside those of a gateway', () => {
    const { finished, id } = recordedTasks('new-api')
    const outcome = newApiDialect.decodeFetch(reply(finished), id)
    if (outcome.type !== 'found') throw new Error(JSON.stringify(outcome))
    expect(outcome.report.buttons.map((button) => readSyntheticButton(button.customId))).toEqual([
      undefined,
      undefined,
    ])
  })
})

describe('novicezk', () => {
  test('is shown its secret, and never a bearer token alone', () => {
    expect(novicezkDialect.auths).toEqual(['mj-api-secret', 'both'])
  })

  test('presses our buttons only', () => {
    const [button] = report(novicezkDialect, {
      id: '7',
      action: 'IMAGINE',
      status: 'SUCCESS',
      imageUrl: 'https://img.example/1.png',
    }).buttons
    const { capabilities } = novicezkDialect
    expect(whyUnsupported(capabilities, press(button?.customId ?? ''))).toBeNull()
    expect(whyUnsupported(capabilities, press('MJ::JOB::upsample::1::u'))).not.toBeNull()
  })
})

describe('trueai', () => {
  test('is never shown both headers: it would read only the wrong one', () => {
    expect(trueaiDialect.auths).not.toContain('both')
    expect(trueaiDialect.auths).not.toContain('bearer')
  })

  test('fails a banned word after the fact', () => {
    const text = '{"code":1,"description":"提交成功","result":"7","properties":{}}'
    expect(trueaiDialect.decodeSubmit(reply(text), imagine)).toMatchObject({ type: 'accepted' })
    const { failReason } = report(
      trueaiDialect,
      parseLossless(recordedTasks('trueai').failed) as object,
      recordedTasks('trueai').id,
    )
    expect(failureReason(failReason)).toBe('banned-word')
  })

  test('opens the window of a region without a prompt in it', () => {
    const text = `{"code":21,"description":"Waiting for window confirm","result":"7",
      "properties":{"finalPrompt":"","remix":true}}`
    expect(trueaiDialect.decodeSubmit(reply(text), press('MJ::Inpaint::1::u::SOLO'))).toMatchObject(
      { type: 'window', finalPrompt: '', editable: true },
    )
  })

  test('says in an answer of its own that an id must be text', () => {
    const text =
      '{"success":false,"code":-1,"message":"The JSON value could not be converted to System.String","timestamp":"1"}'
    expect(trueaiDialect.decodeSubmit(reply(text), press('MJ::x')).type).toBe('unknown')
    expect(trueaiDialect.encodeSubmit(press('MJ::x'), 's').body).toMatchObject({ taskId: '7' })
  })

  test('accepts a cancel with nothing, and refuses one in plain text', () => {
    expect(trueaiDialect.decodeCancel(reply(''))).toEqual({ type: 'cancelled' })
    expect(trueaiDialect.decodeCancel(reply('演示模式，禁止操作', 400))).toEqual({
      type: 'refused',
      detail: '演示模式，禁止操作',
    })
  })
})

describe('cubicspaces', () => {
  const task = (fields: object, rest: object = {}) =>
    report(cubicspacesDialect, { task: { task_id: '7', ...fields }, ...rest })
  const images = (count: number) => ({
    images: Array.from({ length: count }, (_, index) => ({
      image_url: `https://img.example/${index}.png`,
    })),
  })

  test.each([
    ['TASK_STATUS_QUEUED', 'SUBMITTED'],
    ['TASK_STATUS_PROCESSING', 'IN_PROGRESS'],
    ['TASK_STATUS_SUCCEED', 'SUCCESS'],
    ['TASK_STATUS_FAILED', 'FAILURE'],
    ['TASK_STATUS_DREAMING', 'IN_PROGRESS'],
    [undefined, 'IN_PROGRESS'],
  ])('says %s for %s', (word, status) => {
    expect(task({ status: word }).status).toBe(status)
  })

  test.each([
    [0, null],
    [40, 40],
    ['40', null],
    [null, null],
  ])('progress %j is %j', (progress_percent, progress) => {
    expect(task({ status: 'TASK_STATUS_PROCESSING', progress_percent }).progress).toBe(progress)
  })

  test('is done at 100 %, whatever number it sends', () => {
    expect(task({ status: 'TASK_STATUS_SUCCEED', progress_percent: 0 }).progress).toBe(100)
  })

  test.each([
    [0, 0],
    [1, 0],
    [2, 5],
    [4, 9],
    [6, 9],
  ])('%i pictures have %i buttons', (count, buttons) => {
    const done = task({ status: 'TASK_STATUS_SUCCEED' }, images(count))
    expect(done.buttons).toHaveLength(buttons)
    expect(done.imageUrls).toHaveLength(count)
    expect(done.imageUrl).toBe(done.imageUrls[0] ?? null)
    expect(task({ status: 'TASK_STATUS_PROCESSING' }, images(count)).buttons).toEqual([])
  })

  test('is sent a prompt and nothing it does not know', () => {
    const full: Submission = { ...imagine, botType: 'NIJI_JOURNEY', speed: 'fast', base64Array: [] }
    expect(cubicspacesDialect.encodeSubmit(full, 'token-1')).toEqual({
      method: 'POST',
      path: '/mj/submit/imagine',
      body: { prompt: 'a red fox', state: 'token-1' },
    })
    const withPicture: Submission = { ...imagine, base64Array: ['data:image/png;base64,AA'] }
    expect(whyUnsupported(cubicspacesDialect.capabilities, withPicture)).not.toBeNull()
  })

  test('a plain task is none of its own', () => {
    const outcome = cubicspacesDialect.decodeFetch(reply('{"id":"7","status":"SUCCESS"}'), '7')
    expect(outcome.type).toBe('unreadable')
  })
})

test('a gateway is not made with a key it cannot be shown', () => {
  for (const dialect of dialects) {
    for (const auth of ['bearer', 'mj-api-secret', 'raw', 'both'] as const) {
      const create = () =>
        createGateway({
          id: 'x',
          name: 'x',
          baseUrl: 'https://gateway.example',
          key: 'sk-contract',
          auth,
          dialect,
        })
      if (dialect.auths.includes(auth)) expect(create().id).toBe('x')
      else expect(create).toThrow('takes its key as')
    }
  }
})
