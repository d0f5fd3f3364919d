/**
 * Hostile and broken answers of gateways (gateways.md 2.1, 3.7, 8), each from its bytes to the sentence that a person
 * reads: through the client and the dialect, to the state of the task, to its words in both languages, picked as
 * components/feed does. What a gateway said is shown beside our sentence, and must be plain words.
 */
import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { bannedWordOf } from '@/components/feed/prompt-display'
import { en } from '@/lib/i18n/en'
import { zh } from '@/lib/i18n/zh'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { RefusalReason, TaskState } from '@/lib/mj/task'
import { createGateway } from './client'
import { dialectById } from './dialects'
import { failureReason } from './failures'
import type { Gateway } from './gateway'
import { NotConnectedError } from './transport'

/** What a person reads: English title and help, Chinese title and help. */
type Words = readonly [string, string, string, string]

const said = {
  bannedWord: [
    'The gateway does not accept a word in this prompt',
    'Change the prompt and send it again. Nothing was charged.',
    '网关不接受提示词中的某个词',
    '请修改提示词后重新提交，本次未扣费。',
  ],
  bannedGore: [
    'The gateway does not accept “gore”',
    'Change the prompt and send it again. Nothing was charged.',
    '网关不接受“gore”',
    '请修改提示词后重新提交，本次未扣费。',
  ],
  invalid: [
    'The gateway does not accept this request',
    'Check the parameters and the pictures, then send it again. Nothing was charged.',
    '网关不接受这个请求',
    '请检查参数和图片后重新提交，本次未扣费。',
  ],
  noCredit: [
    'The account at the gateway has no credit left',
    'Top up the account at the gateway, then try again.',
    '网关账户余额不足',
    '请在网关充值后重试。',
  ],
  noAccount: [
    'The gateway has no free account for this',
    'Its accounts are busy or switched off. Choose another speed, or try again in a while.',
    '网关暂无可用账号',
    '网关的账号正忙或已停用。请换一种速度，或稍后重试。',
  ],
  parentGone: [
    'The gateway no longer knows the picture this starts from',
    'Make the picture anew from its prompt, then go on from there.',
    '网关已不再保存来源图片',
    '请用原提示词重新生成，再继续操作。',
  ],
  unsupported: [
    'This gateway cannot do that',
    'The other buttons still work. Settings shows what this gateway offers.',
    '此网关不支持该操作',
    '其他按钮不受影响，设置中列有此网关支持的功能。',
  ],
  keyRefused: [
    'The gateway refuses the key',
    'Open Settings, enter the key again and test the connection.',
    '网关拒绝了密钥',
    '请打开设置，重新填写密钥并测试连接。',
  ],
  dailyLimit: [
    'Today’s share at the gateway is used up',
    'Try again tomorrow, or ask the service for a larger share.',
    '今天在网关的用量已达上限',
    '请明天再试，或联系服务方提高上限。',
  ],
  blocked: [
    'The account at the gateway is blocked',
    'Ask the service why, or choose another gateway in Settings.',
    '网关账户已被封禁',
    '请向服务方询问原因，或在设置中改用其他网关。',
  ],
  tooLarge: [
    'The gateway finds this too large',
    'Use smaller or fewer pictures, then send it again.',
    '内容超出网关的大小限制',
    '请使用更小或更少的图片，然后重新提交。',
  ],
  // The next two wait and are tried again: their help is the countdown.
  queueFull: ['The gateway’s queue is full', 'next try in 5 s', '网关队列已满', '5 秒后重试'],
  tooFast: [
    'The gateway asks for a slower pace',
    'next try in 5 s',
    '网关要求放慢速度',
    '5 秒后重试',
  ],
  down: ['The gateway does not answer', 'next try in 5 s', '网关没有响应', '5 秒后重试'],
  unclear: [
    'Nobody knows whether this was taken',
    'The line broke after it was sent, at 12:00. The gateway may be making it, and may have charged for it, so the studio does not send it again by itself.',
    '无法确认是否已提交成功',
    '12:00 提交后连接中断。网关可能已经受理并扣费，因此工作室不会自动重新提交。',
  ],
  window: ['', '', '', ''],
  waiting: ['', '', '', ''],
} as const satisfies Record<string, Words>

type Row = readonly [
  what: string,
  dialect: string,
  status: number,
  body: string,
  words: keyof typeof said,
  /** What the gateway is quoted with. */
  detail: string,
  submission?: Submission,
]

const imagine: Submission = { verb: 'imagine', prompt: 'a gore scene' }
const press: Submission = {
  verb: 'action',
  taskId: '1320098173412546',
  customId: 'MJ::JOB::upsample::1::u',
}
const change: Submission = { verb: 'change', taskId: '7', action: 'UPSCALE', index: 1 }
const modal: Submission = { verb: 'modal', taskId: '7', prompt: 'fox' }
const page = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`
const openAi = (message: string, code = '') =>
  JSON.stringify({
    error: { message: `${message} (request id: 2026)`, type: 'new_api_error', code },
  })
const relay = (code: number, description: string) =>
  JSON.stringify({ description: `${description} `, type: 'upstream_error', code })
const dotNet = (message: string) =>
  JSON.stringify({ success: false, code: -1, message, timestamp: '638677440000000000' })
const plain = (code: number | string, description: string, rest: object = {}) =>
  JSON.stringify({ code, description, result: null, properties: {}, ...rest })

const submits: readonly Row[] = [
  // 2.1, row by row
  ['3, no account', 'novicezk', 200, plain(3, '无可用的账号实例'), 'noAccount', '无可用的账号实例'],
  ['3, account down', 'plus', 200, plain(3, '账号不可用: 12345'), 'noAccount', '账号不可用: 12345'],
  [
    '3, parent unknown',
    'plus',
    200,
    plain(3, '关联任务不存在或已失效'),
    'parentGone',
    '关联任务不存在或已失效',
    press,
  ],
  [
    '3 with 404',
    'trueai',
    404,
    plain(3, '关联任务不存在或已失效'),
    'parentGone',
    '关联任务不存在或已失效',
    press,
  ],
  ['3 without a word', 'novicezk', 200, '{"code":3}', 'parentGone', 'HTTP 200', change],
  [
    '3, no such button',
    'plus',
    200,
    plain(3, '关联动作不存在'),
    'unsupported',
    '关联动作不存在',
    press,
  ],
  ['4', 'novicezk', 200, plain(4, 'prompt不能为空'), 'invalid', 'prompt不能为空'],
  ['4 as text', 'plus', 200, plain('4', 'base64格式错误'), 'invalid', 'base64格式错误'],
  ['4, window not open', 'plus', 200, plain(4, '任务状态错误'), 'invalid', '任务状态错误', modal],
  [
    '4, remix is off',
    'trueai',
    200,
    plain(4, '当前账号不支持 remix，请开启 remix 功能'),
    'unsupported',
    '当前账号不支持 remix，请开启 remix 功能',
    press,
  ],
  [
    '4, pictures too large',
    'plus',
    200,
    plain(4, '文件总大小: 21MB，超过限制[20MB]'),
    'tooLarge',
    '文件总大小: 21MB，超过限制[20MB]',
  ],
  ['4, and something nobody knows', 'plus', 200, plain(4, '?'), 'unclear', '?'],
  [
    '5, upstream silent',
    'new-api',
    400,
    relay(5, 'do_request_failed'),
    'unclear',
    'do_request_failed',
  ],
  [
    '5, upstream sent a page',
    'new-api',
    400,
    relay(5, 'unmarshal_response_body_failed'),
    'unclear',
    'unmarshal_response_body_failed',
  ],
  [
    '5, upstream sent nothing',
    'crazyrouter',
    400,
    relay(5, 'empty_response_body'),
    'unclear',
    'empty_response_body',
  ],
  ['9, crash', 'novicezk', 200, plain(9, '提交失败，系统异常'), 'unclear', '提交失败，系统异常'],
  [
    '9, window timed out',
    'plus',
    200,
    plain(9, '执行动作(modal)超时'),
    'unclear',
    '执行动作(modal)超时',
    press,
  ],
  ['9, queue full', 'trueai', 200, plain(9, '提交失败，队列已满，请稍后重试'), 'queueFull', ''],
  ['21 as a window', 'plus', 200, plain(21, '等待窗口确认', { result: '8' }), 'window', '', press],
  [
    '21 as a window, by other words',
    'modes',
    200,
    plain(21, '参数错误', { result: '8', properties: null }),
    'window',
    '',
    press,
  ],
  ['21 without an id', 'plus', 200, plain(21, '参数错误'), 'unclear', '参数错误', press],
  [
    '22 as text',
    'plus',
    200,
    plain('22', '排队中，前面还有3个任务', { result: '8' }),
    'waiting',
    '',
  ],
  ['23', 'novicezk', 200, plain(23, '队列已满，请稍后尝试'), 'queueFull', ''],
  ['23, as one document calls it', 'new-api', 200, plain(23, '系统错误'), 'queueFull', ''],
  [
    '24 with the word',
    'plus',
    200,
    plain(24, '可能包含敏感词', { properties: { promptEn: 'a gore scene', bannedWord: 'gore' } }),
    'bannedGore',
    '可能包含敏感词',
  ],
  [
    '24 without the word',
    'new-api',
    200,
    plain(24, '可能包含敏感词', { properties: null }),
    'bannedWord',
    '可能包含敏感词',
  ],
  [
    '24, as one document calls it',
    'new-api',
    200,
    plain(24, '账号不可用'),
    'noAccount',
    '账号不可用',
  ],
  ['25', 'new-api', 200, plain(25, '余额不足'), 'noCredit', '余额不足'],
  [
    '30',
    'new-api',
    429,
    relay(30, '当前分组负载已饱和，请稍后再试，或升级账户以提升服务质量。'),
    'tooFast',
    '',
  ],
  ['30 with 200', 'crazyrouter', 200, plain(30, 'later'), 'tooFast', ''],
  ['0, a placeholder', 'new-api', 200, plain(0, 'success'), 'unclear', 'success'],
  [
    'a code of Discord’s',
    'plus',
    200,
    plain(50035, 'Invalid Form Body'),
    'unclear',
    'Invalid Form Body',
    press,
  ],
  [
    'a status of Discord’s, with its JSON',
    'plus',
    200,
    plain(401, '401 Unauthorized: "{"message": "401: Unauthorized", "code": 0}"'),
    'unclear',
    '401 Unauthorized: 401: Unauthorized',
    press,
  ],
  ['a code that is a word', 'plus', 200, plain('OK', 'fine', { result: '8' }), 'unclear', 'fine'],
  // results
  [
    '1 with a long number',
    'modes',
    200,
    '{"code":1,"description":"提交成功","result":14001934816969359}',
    'waiting',
    '',
  ],
  ['1 with a list', 'plus', 200, plain(1, 'ok', { result: ['8'] }), 'waiting', ''],
  [
    '1 with a comma list',
    'trueai',
    200,
    plain(1, 'ok', { result: '8,9,10,11' }),
    'waiting',
    '',
    press,
  ],
  ['1 with null', 'plus', 200, plain(1, '提交成功'), 'unclear', '提交成功'],
  ['1 with nothing', 'modes', 200, plain(1, '提交成功', { result: '' }), 'unclear', '提交成功'],
  [
    '1 with a path',
    'plus',
    200,
    plain(1, '', { result: '../../etc' }),
    'unclear',
    'JSON without words instead of an answer (HTTP 200)',
  ],
  // 3.7
  ['shape 3, concurrency', 'trueai', 200, dotNet('并发数已达上限'), 'queueFull', ''],
  ['shape 1, concurrency', 'trueai', 200, plain(4, '队列数已达上限'), 'queueFull', ''],
  [
    'shape 3, quota of the day',
    'trueai',
    200,
    dotNet('用户今日绘图次数已达上限'),
    'dailyLimit',
    '用户今日绘图次数已达上限',
  ],
  [
    'shape 3, account',
    'trueai',
    200,
    dotNet('账号已被临时封锁，请勿使用违规词作图'),
    'blocked',
    '账号已被临时封锁，请勿使用违规词作图',
  ],
  [
    'shape 3, service',
    'trueai',
    200,
    dotNet('服务暂不可用，请稍后重试'),
    'noAccount',
    '服务暂不可用，请稍后重试',
  ],
  ['shape 3, crash', 'trueai', 500, dotNet('操作失败'), 'unclear', '操作失败'],
  [
    'shape 4, no key',
    'trueai',
    401,
    'Authorization header missing.',
    'keyRefused',
    'Authorization header missing.',
  ],
  ['shape 4, account off', 'trueai', 403, '账号已禁用', 'blocked', '账号已禁用'],
  ['shape 5, 401', 'novicezk', 401, '', 'keyRefused', 'HTTP 401'],
  ['shape 5, 403', 'trueai', 403, '', 'keyRefused', 'HTTP 403'],
  ['shape 5, 429', 'trueai', 429, '', 'tooFast', ''],
  ['shape 5, 200', 'plus', 200, '', 'unclear', 'empty answer (HTTP 200)'],
  [
    'shape 6, key',
    'new-api',
    401,
    openAi('无效的令牌'),
    'keyRefused',
    '无效的令牌 (request id: 2026)',
  ],
  [
    'shape 6, token used up',
    'new-api',
    401,
    openAi('该令牌额度已用尽'),
    'noCredit',
    '该令牌额度已用尽 (request id: 2026)',
  ],
  [
    'shape 6, credit',
    'crazyrouter',
    403,
    openAi('用户余额不足', 'insufficient_user_quota'),
    'noCredit',
    '用户余额不足 (request id: 2026)',
  ],
  [
    'shape 6, no channel',
    'new-api',
    503,
    openAi('分组 mj-fast 下模型 mj_imagine 无可用渠道', 'model_not_found'),
    'noAccount',
    '分组 mj-fast 下模型 mj_imagine 无可用渠道 (request id: 2026)',
  ],
  [
    'shape 6, panic',
    'new-api',
    500,
    openAi('index out of range'),
    'unclear',
    'index out of range (request id: 2026)',
  ],
  ['shape 7, credit', 'new-api', 400, relay(4, 'quota_not_enough'), 'noCredit', 'quota_not_enough'],
  [
    'shape 7, parent',
    'new-api',
    400,
    relay(4, 'task_not_found'),
    'parentGone',
    'task_not_found',
    press,
  ],
  [
    'shape 7, after it was taken',
    'new-api',
    400,
    relay(4, 'insert_midjourney_task_failed'),
    'unclear',
    'insert_midjourney_task_failed',
  ],
  [
    'shape 8',
    'new-api',
    400,
    '{"error":"midjourney_task_not_found"}',
    'parentGone',
    'midjourney_task_not_found',
    press,
  ],
  [
    'shape 9, 404',
    'novicezk',
    404,
    '{"timestamp":"2026","status":404,"error":"Not Found","path":"/mj/submit/imagine"}',
    'unsupported',
    'Not Found',
  ],
  [
    'shape 9, 415',
    'plus',
    415,
    '{"timestamp":"2026","status":415,"error":"Unsupported Media Type","path":"/mj"}',
    'invalid',
    'Unsupported Media Type',
  ],
  [
    'shape 9, 500',
    'plus',
    500,
    '{"timestamp":"2026","status":500,"error":"Internal Server Error","path":"/mj"}',
    'unclear',
    'Internal Server Error',
  ],
  [
    'shape 10',
    'crazyrouter',
    500,
    relay(4, 'readObjectStart: expect { or n, but found <'),
    'unclear',
    'web page instead of an answer (HTTP 500)',
  ],
  [
    'shape 11, 200',
    'modes',
    200,
    page('Sign in'),
    'unclear',
    'web page instead of an answer (HTTP 200)',
  ],
  ['shape 11, 404', 'plus', 404, page('404 Not Found'), 'unsupported', 'HTTP 404'],
  ['shape 11, 413', 'plus', 413, page('413 Request Entity Too Large'), 'tooLarge', 'HTTP 413'],
  ['shape 11, 429', 'new-api', 429, page('Too Many Requests'), 'tooFast', ''],
  [
    'shape 11, 502',
    'new-api',
    502,
    page('502 Bad Gateway'),
    'unclear',
    'web page instead of an answer (HTTP 502)',
  ],
  [
    'shape 11, 503',
    'plus',
    503,
    page('503'),
    'unclear',
    'web page instead of an answer (HTTP 503)',
  ],
  [
    'shape 11, 524',
    'crazyrouter',
    524,
    page('524: a timeout occurred'),
    'unclear',
    'web page instead of an answer (HTTP 524)',
  ],
  [
    'a page that lies',
    'plus',
    200,
    page('队列已满'),
    'unclear',
    'web page instead of an answer (HTTP 200)',
  ],
  // markup and secrets
  [
    'tags in a description',
    'plus',
    200,
    plain(4, '<b>prompt</b>不能为空 <script>alert(1)</script>'),
    'invalid',
    'prompt 不能为空',
  ],
  [
    'markdown in a description',
    'plus',
    200,
    plain(3, '**无可用的账号实例** [充值](https://pay.example/?t=1)'),
    'noAccount',
    '无可用的账号实例 充值',
  ],
  [
    'JSON in a description',
    'cubicspaces',
    200,
    plain(4, '{"error":{"message":"参数错误"}}'),
    'invalid',
    '参数错误',
  ],
  [
    'the key, quoted',
    'new-api',
    401,
    openAi('Invalid token sk-hostile0answers'),
    'keyRefused',
    'Invalid token sk-[key] (request id: 2026)',
  ],
  [
    'a very long text',
    'plus',
    200,
    plain(4, `参数错误${'x'.repeat(9_000)}`),
    'invalid',
    `参数错误${'x'.repeat(296)}`,
  ],
  [
    'half a JSON',
    'plus',
    200,
    '{"code":1,"result":"132009',
    'unclear',
    'unreadable text instead of an answer (HTTP 200)',
  ],
]

describe('a submit that is answered with', () => {
  test('more than forty kinds of trouble', () => {
    expect(new Set(submits.map(([what]) => what)).size).toBe(submits.length)
    expect(submits.length).toBeGreaterThan(60)
  })

  test.each(submits.map((row) => [row[0], row[1], row[2], row] as const))(
    '%s (%s, HTTP %i)',
    async (_what, dialect, status, [, , , body, words, detail, submission = imagine]) => {
      const gateway = answering(dialect, () => new Response(body, { status }))
      const state = stateAfter(await gateway.submit(submission, 's'))
      expectWords(state, said[words])
      expect(shownDetail(state)).toBe(detail)
    },
  )

  test.each<[string, unknown, keyof typeof said]>([
    ['no connection', new NotConnectedError('x', { cause: { code: 'ECONNREFUSED' } }), 'down'],
    ['no name', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'down'],
    ['a reset', Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'unclear'],
    ['a cut', Object.assign(new Error('terminated'), { code: 'UND_ERR_SOCKET' }), 'unclear'],
  ])('%s', async (_what, error, words) => {
    const gateway = answering('plus', () => Promise.reject(error as Error))
    expectWords(stateAfter(await gateway.submit(imagine, 's')), said[words])
  })

  test('nothing, because the gateway has no such thing', async () => {
    const gateway = answering('cubicspaces', () => Promise.reject(new Error('asked')))
    const state = stateAfter(await gateway.submit({ verb: 'shorten', prompt: 'x' }, 's'))
    expectWords(state, said.unsupported)
    expect(shownDetail(state)).toBe('') // it was not asked, and is not quoted
  })
})

const ended = {
  bannedGore: [
    'The gateway does not accept “gore”',
    'Change the prompt and send it again.',
    '网关不接受“gore”',
    '请修改提示词后重新提交。',
  ],
  bannedWord: [
    'Midjourney does not accept a word in this prompt',
    'Change the prompt and send it again.',
    'Midjourney 不接受提示词中的某个词',
    '请修改提示词后重新提交。',
  ],
  invalidPrompt: [
    'Midjourney cannot read this prompt',
    'Look for stray signs and half-written parameters, then send it again.',
    'Midjourney 无法读懂这条提示词',
    '请检查多余的符号和不完整的参数，然后重新提交。',
  ],
  invalidParameter: [
    'Midjourney does not know one of the parameters',
    'Look at the parameters, then send it again.',
    'Midjourney 无法识别某个参数',
    '请检查参数后重新提交。',
  ],
  invalidLink: [
    'Midjourney could not load a linked picture',
    'Use another link, one that anybody can open without signing in, or drop the picture itself.',
    'Midjourney 无法加载链接中的图片',
    '请换一个无需登录、任何人都能打开的链接，或直接拖入图片。',
  ],
  filtered: [
    'The result was filtered out',
    'Try again, or word it differently.',
    '生成结果被过滤',
    '请重试，或换一种表述。',
  ],
  imageDenied: [
    'A picture in the request was not accepted',
    'Use another picture.',
    '请求中的图片未获接受',
    '请换一张图片。',
  ],
  timedOut: [
    'It took too long and was given up',
    'Try again. If it repeats, the gateway may be overloaded.',
    '耗时过长，任务已终止',
    '请重试。若反复出现，可能是网关负载过高。',
  ],
  noCredit: [
    'The account at the gateway ran out of credit',
    'Top up the account at the gateway, then try again.',
    '网关账户余额已用尽',
    '请在网关充值后重试。',
  ],
  noAccount: [
    'The gateway had no free account for this',
    'Choose another speed, or try again in a while.',
    '网关当时没有可用账号',
    '请换一种速度，或稍后重试。',
  ],
  subscription: [
    'The Midjourney subscription behind the gateway has ended',
    'Whoever runs the gateway has to renew it. Until then, choose another gateway in Settings.',
    '网关背后的 Midjourney 订阅已到期',
    '需要网关的管理者续订。在此之前，可在设置中改用其他网关。',
  ],
  blocked: [
    'The Midjourney account behind the gateway is blocked',
    'Whoever runs the gateway has to see to it. Until then, choose another gateway in Settings.',
    '网关背后的 Midjourney 账号已被封禁',
    '需要网关的管理者处理。在此之前，可在设置中改用其他网关。',
  ],
  attention: [
    'The Midjourney account behind the gateway needs its owner',
    'Whoever runs the gateway has to confirm something at Midjourney. Try again in a while.',
    '网关背后的 Midjourney 账号需要管理者处理',
    '需要网关的管理者在 Midjourney 完成确认，请稍后重试。',
  ],
  queueFull: [
    'Midjourney’s queue was full',
    'Try again in a minute.',
    'Midjourney 的队列已满',
    '请一分钟后重试。',
  ],
  cancelled: [
    'The gateway cancelled it',
    'Send it again whenever you like.',
    '网关取消了任务',
    '可随时重新提交。',
  ],
  other: [
    'It did not work out',
    'Try again, or change the prompt.',
    '未能完成',
    '请重试，或修改提示词。',
  ],
} as const satisfies Record<string, Words>

describe('a task that fails with', () => {
  test.each<
    [dialect: string, failReason: string | null, words: keyof typeof ended, detail: string]
  >([
    [
      'plus',
      '[Banned prompt detected] The word `gore` is banned',
      'bannedGore',
      '[Banned prompt detected] The word “gore” is banned',
    ],
    [
      'trueai',
      'Banned prompt detected, Sorry! Our AI moderators think …',
      'bannedWord',
      'Banned prompt detected, Sorry! Our AI moderators think …',
    ],
    ['trueai', '可能包含敏感词', 'bannedWord', '可能包含敏感词'],
    [
      'novicezk',
      '[Invalid prompt] Check your **spelling**',
      'invalidPrompt',
      '[Invalid prompt] Check your spelling',
    ],
    [
      'plus',
      '[Invalid parameter] Unrecognized parameter(s): `--foo`',
      'invalidParameter',
      '[Invalid parameter] Unrecognized parameter(s): “--foo”',
    ],
    [
      'trueai',
      'Invalid link, Could not fetch the image <https://s.mj.run/x>',
      'invalidLink',
      'Invalid link, Could not fetch the image https://s.mj.run/x',
    ],
    [
      'plus',
      '[Request cancelled due to output filters] <@123> see [the rules](https://x.example)',
      'filtered',
      '[Request cancelled due to output filters] see the rules',
    ],
    ['novicezk', '[Queue full] You have 12 jobs', 'queueFull', '[Queue full] You have 12 jobs'],
    ['plus', '[Image denied] …', 'imageDenied', '[Image denied] …'],
    ['trueai', 'Credits exhausted, Buy more', 'noCredit', 'Credits exhausted, Buy more'],
    ['trueai', '任务失败，请重试', 'noCredit', '任务失败，请重试'],
    ['plus', '[Blocked] You are blocked', 'blocked', '[Blocked] You are blocked'],
    ['plus', '[Plan Cancelled]', 'subscription', '[Plan Cancelled]'],
    ['trueai', 'Subscription required, …', 'subscription', 'Subscription required, …'],
    ['trueai', 'Subscription paused, …', 'subscription', 'Subscription paused, …'],
    ['plus', '[Pending mod message] …', 'attention', '[Pending mod message] …'],
    ['novicezk', '[title] /captcha/embedded/1', 'attention', '[title] /captcha/embedded/1'],
    ['novicezk', '任务超时', 'timedOut', '任务超时'],
    ['new-api', '上游任务超时（超过1小时）', 'timedOut', '上游任务超时（超过1小时）'],
    ['trueai', '取消任务', 'cancelled', '取消任务'],
    ['plus', '无可用的账号实例', 'noAccount', '无可用的账号实例'],
    ['cubicspaces', 'banned prompt detected', 'bannedWord', 'banned prompt detected'],
    [
      'new-api',
      '{"code":4,"description":"[Invalid parameter] x","result":null}',
      'invalidParameter',
      '[Invalid parameter] x',
    ],
    ['new-api', '{"code":4,"descr', 'other', ''],
    ['new-api', page('502 Bad Gateway'), 'other', '502 Bad Gateway'],
    ['plus', '## Failed\n<img src=x onerror=alert(1)> to process', 'other', 'Failed to process'],
    ['plus', `Failed <img src="${'x'.repeat(9_000)}`, 'other', 'Failed'],
    ['modes', '', 'other', ''],
    ['plus', null, 'other', ''],
  ])('%s: %j', async (dialect, failReason, words, detail) => {
    const wire =
      dialect === 'cubicspaces'
        ? { task: { task_id: '7', status: 'TASK_STATUS_FAILED', reason: failReason } }
        : { id: '7', status: 'FAILURE', progress: '100%', failReason }
    const gateway = answering(dialect, () => Response.json(wire))
    const read = await gateway.fetch('7')
    if (read.type !== 'found') throw new Error(JSON.stringify(read))
    const text = read.report.failReason
    const state: TaskState = { name: 'failed', reason: failureReason(text), detail: text }
    expectWords(state, ended[words])
    expect(shownDetail(state)).toBe(detail)
  })
})

describe('a look at a task that is answered with', () => {
  test.each<[string, string, number, string, string]>([
    ['nothing', 'novicezk', 200, '', 'absent'],
    ['nothing', 'trueai', 204, '', 'absent'],
    ['an unknown task', 'new-api', 400, relay(4, 'task_no_found'), 'absent'],
    ['a missing task', 'modes', 404, '', 'absent'],
    ['a refused key', 'new-api', 401, openAi('无效的令牌'), 'key-refused'],
    ['a refused key', 'novicezk', 401, '', 'key-refused'],
    ['a web page', 'plus', 200, page('Sign in'), 'unreadable'],
    ['a missing page', 'plus', 404, page('404 Not Found'), 'unreadable'],
    ['a broken gateway', 'crazyrouter', 502, page('502 Bad Gateway'), 'unreadable'],
    ['a request for patience', 'trueai', 429, '', 'unreadable'],
    ['an error of its kind', 'trueai', 500, dotNet('操作失败'), 'unreadable'],
    ['half a task', 'plus', 200, '{"id":"7","sta', 'unreadable'],
    ['another task', 'plus', 200, '{"id":"8","status":"SUCCESS"}', 'unreadable'],
    ['an error with 200', 'trueai', 200, dotNet('服务暂不可用'), 'unreadable'],
  ])(
    '%s (%s, HTTP %i) ends nothing but what it should',
    async (_what, dialect, status, body, type) => {
      const text = status === 204 ? null : body
      const read = await answering(dialect, () => new Response(text, { status })).fetch('7')
      expect(read.type).toBe(type)
      if (read.type === 'unreadable') expectPlain(read.detail)
    },
  )
})

function answering(dialectId: string, send: () => Response | Promise<Response>): Gateway {
  const dialect = dialectById(dialectId)
  if (!dialect) throw new Error(`no dialect ${dialectId}`)
  return createGateway({
    id: 'x',
    name: 'x',
    baseUrl: 'https://gateway.example',
    key: 'sk-hostile0answers',
    auth: dialect.auths[0],
    dialect,
    send: () => Promise.resolve(send()),
  })
}

/** What the ledger makes of an outcome. */
function stateAfter(outcome: SubmitOutcome): TaskState {
  const queued = (because: RefusalReason | 'gateway-down') =>
    ({ name: 'queued', notBefore: 5_000, because }) as const
  switch (outcome.type) {
    case 'refused':
      return { name: 'refused', ...outcome }
    case 'refused-for-now':
      expectPlain(outcome.detail)
      return queued(outcome.reason)
    case 'not-sent':
      return queued('gateway-down')
    case 'unknown':
      return { name: 'unclear', sentAt: Date.UTC(2026, 10, 21, 12), detail: outcome.detail }
    case 'window':
      return { name: 'window', prompt: outcome.finalPrompt, editable: outcome.editable }
    default:
      return { name: 'waiting' }
  }
}

function shownDetail(state: TaskState): string {
  return 'detail' in state ? state.detail : ''
}

function expectPlain(text: string): void {
  expect(text).not.toMatch(/<[a-z/!]|\{"|\}$|\*\*|\]\(|\bundefined\b|\[object/i)
  expect(text.length).toBeLessThanOrEqual(500)
}

function expectWords(state: TaskState, [title, help, chineseTitle, chineseHelp]: Words): void {
  expect(wordsOf('en', state)).toEqual([title, help])
  expect(wordsOf('zh', state)).toEqual([chineseTitle, chineseHelp])
  expectPlain(shownDetail(state))
}

/** As components/feed/{trouble,unclear,developing}.tsx. */
function wordsOf(locale: 'en' | 'zh', state: TaskState): readonly [string, string] {
  const messages = { en, zh: zh as unknown as typeof en }[locale] // the same keys, by its type
  const t = createTranslator({ locale, messages })
  const word = bannedWordOf(state)
  switch (state.name) {
    case 'refused':
      return [
        word ? t('errors.bannedWord', { word }) : t(`errors.refusal.${state.reason}`),
        t(`errors.refusalHelp.${state.reason}`),
      ]
    case 'failed':
      return [
        word ? t('errors.bannedWord', { word }) : t(`errors.failure.${state.reason}`),
        t(`errors.failureHelp.${state.reason}`),
      ]
    case 'unclear':
      return [t('feed.unclear.title'), t('feed.unclear.help', { time: '12:00' })]
    case 'queued': {
      const { because } = state
      const title =
        because === 'gateway-down'
          ? t('errors.queuedBecause.gateway-down')
          : t(`errors.refusal.${because ?? 'other'}`)
      return [title, t('feed.state.nextTry', { seconds: 5 })]
    }
    default:
      return ['', '']
  }
}
