/**
 * What every dialect promises, held against what gateways are known to answer. A new dialect adds itself to
 * `dialects` and must pass; a new surprise of a gateway becomes a row here first.
 */
import { describe, expect, test } from 'vitest'
import { parseLossless } from '@/lib/mj/lossless'
import type { Submission } from '@/lib/mj/submission'
import { syntheticButtons } from '@/lib/mj/synthetic-buttons'
import { verbs } from '@/lib/mj/task'
import { createGateway } from './client'
import type { WireReply } from './dialect'
import { dialectById, dialects } from './dialects'
import * as recorded from './dialects/recorded'
import { recordedTasks } from './dialects/recorded-tasks'
import { whyUnsupported } from './unsupported'

function reply(text: string, status = 200, headers: Record<string, string> = {}): WireReply {
  let json: unknown
  try {
    json = parseLossless(text)
  } catch {
    json = undefined // not JSON: exactly what the client hands on
  }
  return { status, headers, text, json }
}

const imagine: Submission = { verb: 'imagine', prompt: 'a red fox' }
const action: Submission = {
  verb: 'action',
  taskId: '1320098173412546',
  customId: 'MJ::JOB::upsample::1::u',
}

const submissions: readonly Submission[] = [
  imagine,
  action,
  { verb: 'modal', taskId: '7', prompt: 'fox', maskBase64: 'data:image/png;base64,AA' },
  { verb: 'blend', base64Array: ['data:image/png;base64,AA', 'data:image/png;base64,BB'] },
  { verb: 'describe', base64: 'data:image/png;base64,AA' },
  { verb: 'shorten', prompt: 'a long text' },
  {
    verb: 'swap',
    sourceBase64: 'data:image/png;base64,AA',
    targetBase64: 'data:image/png;base64,BB',
  },
  { verb: 'upload', base64Array: ['data:image/png;base64,AA'] },
  { verb: 'change', taskId: '7', action: 'REROLL', index: 0 },
]

describe.each(dialects.map((dialect) => [dialect.id, dialect] as const))('%s', (id, dialect) => {
  const submit = (text: string, status?: number, submission: Submission = imagine) =>
    dialect.decodeSubmit(reply(text, status), submission)
  const { capabilities } = dialect
  const isSupported = (submission: Submission) => whyUnsupported(capabilities, submission) === null

  test('is found by its name', () => {
    expect(dialectById(id)).toBe(dialect)
    expect(dialects.filter((other) => other.id === id)).toHaveLength(1)
  })

  describe('encodes', () => {
    test('every verb it has to a path of its own, with the state unchanged', () => {
      expect(submissions.map(({ verb }) => verb)).toEqual(verbs)
      const wires = submissions
        .filter(isSupported)
        .map((submission) => dialect.encodeSubmit(submission, 'token-1'))
      expect(new Set(wires.map(({ path }) => path)).size).toBe(wires.length)
      for (const wire of wires) {
        expect(wire).toMatchObject({ method: 'POST', body: { state: 'token-1' } })
        expect(wire.path).toMatch(/^\/mj\/[a-z/-]+$/)
      }
    })

    test('ids as text', () => {
      expect(dialect.encodeSubmit(action, 's').body).toMatchObject({ taskId: '1320098173412546' })
      expect(dialect.encodeFetch('1320098173412546').path).toContain('1320098173412546')
    })

    test('no member that is undefined, null or empty of meaning', () => {
      const sent = JSON.stringify(submissions.map((item) => dialect.encodeSubmit(item, 's').body))
      expect(sent).not.toContain('null')
      expect(sent).not.toContain('notifyHook')
      expect(sent).not.toContain('dimensions')
    })

    test('an index even for a reroll', () => {
      expect(dialect.encodeSubmit(submissions[8]!, 's').body).toMatchObject({ index: 1 })
    })

    test('every speed it offers in exactly one place', () => {
      const wires = capabilities.speeds.map((speed) =>
        dialect.encodeSubmit({ ...imagine, speed, accountFilter: { remark: 'x' } }, 's'),
      )
      for (const { path, body } of wires) {
        const inPath = /^\/(?:mj-)?(?:fast|relax|turbo)\/mj\//.test(path)
        const inBody = JSON.stringify(body).includes('"modes":["')
        expect([inPath, inBody].filter(Boolean)).toHaveLength(1)
        expect(body).toMatchObject({ accountFilter: { remark: 'x' } })
      }
      expect(new Set(wires.map((wire) => JSON.stringify(wire))).size).toBe(wires.length)
    })

    test('what a client says of accounts, under both of its names in an upload', () => {
      const accountFilter = { instanceId: '77', channelId: '88', remark: 'x', remix: true }
      for (const submission of submissions.filter(isSupported)) {
        const { body } = dialect.encodeSubmit({ ...submission, accountFilter }, 's')
        // cubicspaces names no fields of its own but the prompt.
        if (id === 'cubicspaces' && submission.verb === 'imagine') continue
        expect(body).toMatchObject({ accountFilter })
        if (submission.verb === 'upload') expect(body).toMatchObject({ filter: accountFilter })
      }
    })

    test('what a press says beside its button', () => {
      if (!capabilities.action) return
      const words = { enableRemix: true, chooseSameChannel: true }
      const button = { taskId: '1', customId: 'MJ::JOB::reroll::0::u::SOLO' }
      const { body } = dialect.encodeSubmit({ verb: 'action', ...button, ...words }, 's')
      expect(body).toMatchObject({ ...button, ...words })
    })

    test('a button of our own making as a change, never as an action', () => {
      const buttons = syntheticButtons(4)
      const wires = buttons.map(({ customId }) =>
        dialect.encodeSubmit({ ...action, customId, enableRemix: true }, 's'),
      )
      for (const { path, body } of wires) {
        expect(path).toBe('/mj/submit/change')
        expect(JSON.stringify(body)).not.toContain('customId')
      }
      expect(wires[1]?.body).toMatchObject({ taskId: action.taskId, action: 'UPSCALE', index: 2 })
      expect(wires[4]?.body).toMatchObject({ action: 'REROLL', index: 1 })
      expect(wires[8]?.body).toMatchObject({ action: 'VARIATION', index: 4 })
    })

    test('nothing at all of what it cannot do: refused, and no request is made', async () => {
      let requests = 0
      const gateway = createGateway({
        id: 'x',
        name: 'x',
        baseUrl: 'https://gateway.example',
        key: 'sk-contract',
        auth: dialect.auths[0],
        dialect,
        send: () => {
          requests++
          return Promise.resolve(Response.json({ code: 1, result: '7' }))
        },
      })
      for (const submission of submissions) {
        requests = 0
        const outcome = await gateway.submit(submission, 's')
        expect(requests).toBe(isSupported(submission) ? 1 : 0)
        if (requests === 0) {
          expect(outcome).toMatchObject({ type: 'refused', reason: 'not-supported', code: null })
        }
      }
    })

    test.each(['../1', '', 'a/b', '1?x', 'x'.repeat(65)])('%j as an id never', (taskId) => {
      const encoders: (() => unknown)[] = [
        () => dialect.encodeFetch(taskId),
        () => dialect.encodeSeed(taskId),
        () => dialect.encodeCancel(taskId),
        () => dialect.encodeList([taskId]),
        () => dialect.encodeSubmit({ ...action, taskId }, 's'),
      ]
      for (const encode of encoders) expect(encode).toThrow('not a task id')
    })
  })

  describe('reads as taken', () => {
    test.each([
      [recorded.acceptedAsNumber, '1320098173412546'],
      [recorded.acceptedAsText, 'task_blend_001'],
      ['{"code":1,"result":1619855216344100864}', '1619855216344100864'],
      ['{"code":1,"result":174153157}', '174153157'], // short enough to stay a number when parsed
      ['{"code":"1","description":"ok","result":"7","properties":null}', '7'],
      ['{"code":1,"result":["7"]}', '7'],
      ['{"code":1,"result":"7,8,9,10","properties":{}}', '7'],
      ['{"code":0,"description":"","result":"7"}', '7'],
    ])('%s', (text, taskId) => {
      expect(submit(text)).toMatchObject({ type: 'accepted', taskId })
    })

    test('a queued task, with its place', () => {
      expect(submit(recorded.queued)).toEqual({
        type: 'accepted',
        taskId: '1320098173412546',
        description: '排队中，前面还有3个任务',
        ahead: 3,
      })
    })

    test('a modal that continues under its own id', () => {
      const modal: Submission = { verb: 'modal', taskId: '7', prompt: 'fox' }
      expect(submit('{"code":1,"result":"7"}', 200, modal)).toMatchObject({ type: 'accepted' })
    })

    test.each([
      ['a queued one', '排队中，前面还有3个任务', 3],
      ['a window', '等待窗口确认', null],
    ])('%s whose code a relay has made 1', (_kind, description, ahead) => {
      const text = JSON.stringify({ code: 1, description, result: '7', properties: {} })
      expect(submit(text, 200, action)).toEqual({
        type: 'accepted',
        taskId: '7',
        description,
        ahead,
      })
    })

    test.each(['等待窗口确认', 'Waiting for window confirm', '参数错误', ''])(
      'a window by its code alone, whatever it says: %j',
      (description) => {
        for (const properties of [undefined, null, {}]) {
          const text = JSON.stringify({ code: 21, description, result: '7', properties })
          expect(submit(text, 200, action)).toMatchObject({ type: 'window', taskId: '7' })
        }
      },
    )

    test('a window, with its prompt', () => {
      expect(submit(recorded.openWindow, 200, action)).toEqual({
        type: 'window',
        taskId: '1320098173412547',
        finalPrompt: 'cat --zoom 2',
        editable: true,
      })
    })

    test('a window whose prompt the account may not edit, unless the window is nothing else', () => {
      const closed = '{"code":21,"result":"7","properties":{"finalPrompt":"","remix":false}}'
      const inpaint = { ...action, customId: 'MJ::Inpaint::1::u::SOLO' } as const
      const zoom = { ...action, customId: 'MJ::CustomZoom::u' } as const
      expect(submit(closed, 200, inpaint)).toMatchObject({ type: 'window', editable: false })
      expect(submit(closed, 200, zoom)).toMatchObject({ type: 'window', editable: true })
    })

    test('a button pressed before, in the old form of code 21 and of a bookmark', () => {
      const exists = { type: 'exists', taskId: '1320098173412548' }
      expect(submit(recorded.existsAlready, 200, action)).toEqual(exists)
      const own = '{"code":1,"result":"1320098173412546"}'
      expect(submit(own, 200, action)).toEqual({ type: 'exists', taskId: '1320098173412546' })
    })

    test('an upload, as addresses', () => {
      const upload: Submission = { verb: 'upload', base64Array: [] }
      const text = '{"code":1,"description":"success","result":["https://cdn.example/1.png","x"]}'
      expect(submit(text, 200, upload)).toEqual({
        type: 'uploaded',
        urls: ['https://cdn.example/1.png'],
      })
      expect(submit('{"code":1,"result":[]}', 200, upload).type).toBe('unknown')
    })
  })

  describe('reads as refused', () => {
    test.each<[string, string, number, string | null]>([
      ['banned-word', recorded.banned, 200, 'gore'],
      ['banned-word', '{"code":24,"description":"可能包含敏感词"}', 200, null],
      ['no-account', '{"code":3,"description":"无可用的账号实例","result":null}', 200, null],
      ['no-account', '{"code":3,"description":"?"}', 200, null],
      ['invalid-request', '{"code":4,"description":"prompt不能为空"}', 200, null],
      [
        'invalid-request',
        '{"description":"prompt_is_required ","type":"upstream_error","code":4}',
        400,
        null,
      ],
      [
        'no-credit',
        '{"description":"quota_not_enough ","type":"upstream_error","code":4}',
        400,
        null,
      ],
      ['no-credit', '{"code":25,"description":"余额不足"}', 200, null],
      [
        'account-blocked',
        '{"success":false,"code":-1,"message":"账号已被临时封锁，请勿使用违规词作图"}',
        200,
        null,
      ],
      [
        'key-refused',
        '{"error":{"message":"Invalid token","type":"new_api_error","code":""}}',
        401,
        null,
      ],
      ['key-refused', '', 401, null],
      ['key-refused', '', 403, null],
      ['account-blocked', '账号已禁用', 401, null],
      ['not-supported', '<html><h1>404 Not Found</h1></html>', 404, null],
      ['too-large', '<html><h1>413 Request Entity Too Large</h1></html>', 413, null],
      ['invalid-request', '{"status":415,"error":"Unsupported Media Type"}', 415, null],
      [
        'no-account',
        '{"error":{"message":"无可用渠道 (request id: 1)","type":"new_api_error","code":"model_not_found"}}',
        503,
        null,
      ],
      [
        'not-supported',
        '{"error":{"message":"unknown_action:MJ::BOOKMARK::u","type":"new_api_error","code":""}}',
        400,
        null,
      ],
    ])('%s: %s (%i)', (reason, text, status, word) => {
      expect(submit(text, status)).toMatchObject({ type: 'refused', reason, bannedWord: word })
    })

    test.each([200, 404])('a parent that is gone (%i)', (status) => {
      const gone = '{"code":3,"description":"关联任务不存在或已失效","result":null,"properties":{}}'
      expect(submit(gone, status, action)).toMatchObject({
        type: 'refused',
        reason: 'parent-expired',
      })
    })

    test.each<[string, string, number]>([
      ['queue-full', recorded.queueFull, 200],
      ['queue-full', '{"code":9,"description":"提交失败，队列已满，请稍后重试"}', 200],
      ['queue-full', '{"success":false,"code":-1,"message":"并发数已达上限","timestamp":"1"}', 200],
      ['queue-full', '{"code":4,"description":"队列数已达上限","result":null}', 200],
      ['rate-limited', '', 429],
      ['rate-limited', '<html>Too many</html>', 429],
      ['rate-limited', '{"code":30,"description":"当前分组负载已饱和，请稍后再试"}', 429],
      ['rate-limited', '{"code":30,"description":"later"}', 200],
    ])('for now: %s: %s (%i)', (reason, text, status) => {
      expect(submit(text, status)).toMatchObject({
        type: 'refused-for-now',
        reason,
        retryAfterMs: null,
      })
    })

    test('for now, until the time it names', () => {
      for (const [text, status] of [['', 429] as const, [recorded.queueFull, 200] as const]) {
        const outcome = dialect.decodeSubmit(reply(text, status, { 'retry-after': '12' }), imagine)
        expect(outcome).toMatchObject({ type: 'refused-for-now', retryAfterMs: 12_000 })
      }
    })
  })

  test.each<[string, number]>([
    ['', 200],
    ['null', 200],
    ['[]', 200],
    ['{}', 200],
    ['true', 200],
    ['"text"', 200],
    ['{"code":1}', 200],
    ['{"code":1,"result":null}', 200],
    ['{"code":1,"result":""}', 200],
    ['{"code":1,"result":{}}', 200],
    ['{"code":1,"result":"../7"}', 200],
    ['{"code":1,"result":"7"}', 500],
    ['{"code":1,"result":"7"}', 400],
    ['{"code":null,"result":"7"}', 200],
    ['{"code":0,"description":"ok"}', 200],
    ['{"code":5,"description":"do_request_failed ","type":"upstream_error"}', 400],
    ['{"code":5,"description":"参数错误"}', 400],
    ['{"code":4,"description":"insert_midjourney_task_failed ","type":"upstream_error"}', 400],
    ['{"code":4,"description":"copy_response_body_failed "}', 400],
    ['{"code":4,"description":"readObjectStart: expect { or n, but found <"}', 500],
    ['{"code":9,"description":"提交失败，系统异常"}', 200],
    ['{"code":9,"description":"执行动作(modal)超时"}', 200],
    ['{"code":9,"description":"Queue full"}', 200],
    ['{"code":4,"description":"insert_midjourney_task_failed 队列已满"}', 400],
    ['{"code":50035,"description":"Invalid Form Body"}', 200],
    ['{"success":false,"code":-1,"message":"操作失败"}', 500],
    ['{"error":{"message":"bad_response","type":"new_api_error"}}', 500],
    ['{"error":{"message":"queue full"}}', 502],
    ['<html>502 Bad Gateway</html>', 502],
    ['<html>524: a timeout occurred</html>', 524],
    ['<!DOCTYPE html><title>queue is full</title>', 200],
    ['{"code":1,"result":"132009', 200],
    ['', 302],
    ['', 204],
  ])('does not know what became of %s (%i)', (text, status) => {
    expect(submit(text, status, action).type).toBe('unknown')
  })

  describe('reads of a task', () => {
    const recording = recordedTasks(id)
    const fetched = (text: string, status?: number, taskId = recording.id) =>
      dialect.decodeFetch(reply(text, status), taskId)

    test('what there is', () => {
      const outcome = fetched(recording.finished)
      expect(outcome).toMatchObject({
        type: 'found',
        report: { id: recording.id, status: 'SUCCESS', progress: 100, failReason: '' },
      })
      if (outcome.type !== 'found') return
      const { imageUrl, imageUrls, buttons } = outcome.report
      expect(imageUrl).toMatch(/^https?:/)
      expect(imageUrls).toHaveLength(recording.pictures)
      expect(buttons.map(({ label, emoji }) => label + emoji)).toEqual(recording.buttons)
    })

    test.each(['1619855216344100864', '174153157'])(
      'an id that came as a bare number, to its last digit: %s',
      (taskId) => {
        const text = recording.finished.replace(`"${recording.id}"`, taskId)
        expect(fetched(text, 200, taskId)).toMatchObject({ report: { id: taskId } })
      },
    )

    test('a new task, which has come to nothing yet', () => {
      const outcome = fetched(recording.fresh)
      if (outcome.type !== 'found') throw new Error(JSON.stringify(outcome))
      expect(['NOT_START', 'SUBMITTED']).toContain(outcome.report.status)
      expect(outcome.report).toMatchObject({
        startTime: null,
        finishTime: null,
        imageUrl: null,
        imageUrls: [],
        buttons: [],
        finalPrompt: '',
        failReason: '',
      })
    })

    test('a failure by its status, not by its progress', () => {
      const outcome = fetched(recording.failed)
      if (outcome.type !== 'found') throw new Error(JSON.stringify(outcome))
      expect(outcome.report).toMatchObject({ status: 'FAILURE', buttons: [] })
      expect(outcome.report.failReason).not.toBe('')
    })

    test.each(recording.absent)('its own way of not knowing an id: $text ($status)', (told) => {
      expect(fetched(told.text, told.status)).toEqual({ type: 'absent' })
    })

    test('a status nobody knows as one still going on', () => {
      const text = recording.finished.replace(/"(?:TASK_STATUS_SUCCEED|SUCCESS)"/, '"DREAMING"')
      expect(fetched(text)).toMatchObject({ report: { status: 'IN_PROGRESS' } })
    })

    if (capabilities.modal) {
      test('a window that waits', () => {
        expect(fetched('{"id":"7","status":"MODAL","progress":null}', 200, '7')).toMatchObject({
          type: 'found',
          report: { status: 'MODAL', progress: null },
        })
      })
    }

    test('buttons that are null, or have null members, as none', () => {
      const task = (buttons: unknown) =>
        JSON.stringify({
          id: '7',
          task: { task_id: '7', status: 'TASK_STATUS_PROCESSING' },
          status: 'IN_PROGRESS',
          buttons,
        })
      const broken = [{ customId: null, label: null }, null, 'U1']
      for (const buttons of [null, undefined, {}, broken]) {
        expect(fetched(task(buttons), 200, '7')).toMatchObject({
          type: 'found',
          report: { buttons: [] },
        })
      }
    })

    test.each<[string, number]>([
      ['', 200],
      ['null', 200],
      ['', 204],
      ['', 404],
      ['{"code":3,"description":"任务不存在"}', 404],
      ['{"code":4,"description":"task_no_found ","type":"upstream_error"}', 400],
    ])('absence: %j (%i)', (text, status) => {
      expect(fetched(text, status)).toEqual({ type: 'absent' })
    })

    test.each<[string, number]>([
      ['<html>login</html>', 200],
      ['<html>404</html>', 404],
      ['<html>502</html>', 502],
      ['', 500],
      ['', 429],
      ['{"id":"13200', 200],
      ['{}', 200],
      ['[]', 200],
      ['{"code":5,"description":"do_request_failed "}', 400],
      ['{"id":"another","status":"SUCCESS"}', 200],
    ])('nothing usable: %j (%i)', (text, status) => {
      expect(fetched(text, status)).toMatchObject({ type: 'unreadable' })
    })

    test.each([401, 403])('a refused key (%i)', (status) => {
      expect(fetched('', status)).toEqual({ type: 'key-refused' })
    })

    if (capabilities.listByCondition) {
      test('a list, without what is not a task', () => {
        const list = `[${recording.finished},null,{"status":"SUCCESS"},{"id":1619855216344100864}]`
        const ids = dialect.decodeList(reply(list))?.map((report) => report.id)
        expect(ids).toEqual([recording.id, '1619855216344100864'])
        expect(dialect.decodeList(reply('[]'))).toEqual([])
        expect(dialect.decodeList(reply('{"code":4}'))).toBeUndefined()
        expect(dialect.decodeList(reply('[]', 500))).toBeUndefined()
      })
    }

    test('a seed, as text', () => {
      const seed = dialect.decodeSeed(reply('{"code":1,"description":"成功","result":"636646138"}'))
      expect(seed).toEqual({ type: 'seed', seed: '636646138' })
      expect(dialect.decodeSeed(reply('{"code":9,"description":"获取seed超时"}'))).toEqual({
        type: 'refused',
        detail: '获取seed超时',
      })
    })

    test('a cancel', () => {
      expect(dialect.decodeCancel(reply('{"code":1,"description":"成功"}'))).toEqual({
        type: 'cancelled',
      })
      expect(dialect.decodeCancel(reply(''))).toEqual({ type: 'cancelled' })
      expect(dialect.decodeCancel(reply('{"code":4,"description":"该任务不可取消"}'))).toEqual({
        type: 'refused',
        detail: '该任务不可取消',
      })
    })
  })
})
