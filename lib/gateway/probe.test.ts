/** What the doctor tells of the seven voices of the demo gateway, and of everything else that may answer. */
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createDemoGateway } from '@/lib/demo/gateway'
import { personalities, type Personality } from '@/lib/demo/wire/wire'
import { en } from '@/lib/i18n/en'
import { probeSubjects, type ProbeReport } from '@/lib/mj/gateways'
import { dialectById } from './dialects'
import { probeGateway, type ProbeOptions } from './probe'
import { NotConnectedError } from './transport'

const key = 'sk-demo0doctor'
const baseUrl = 'http://demo.localhost'

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

/** A probe of one of the demo gateway's voices, with what that voice saw of it. */
async function visit(
  personality: Personality,
  options: Partial<ProbeOptions> & { secret?: string } = {},
) {
  const demo = await createDemoGateway({ personality, key: options.secret ?? key, baseUrl })
  closers.push(() => demo.close())
  const asked: string[] = []
  const report = await probeGateway({
    baseUrl,
    key,
    auth: null,
    dialect: null,
    send: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      return demo.handle(request)
    },
    ...options,
  })
  const { submits, charges } = demo.counts()
  expect(submits).toBe(0)
  expect(charges).toEqual([])
  expect(asked.length).toBeLessThanOrEqual(13)
  expect(asked.filter((line) => /submit|insight|cancel/.test(line))).toEqual([])
  return { report, asked }
}

const verdicts = ({ findings }: ProbeReport) =>
  Object.fromEntries(findings.map(({ what, verdict, why }) => [what, why || verdict]))

describe('of a voice of the demo gateway', () => {
  test.each<[Personality, string, boolean, ProbeReport['auth']]>([
    ['plus', 'plus', true, 'bearer'],
    ['novicezk', 'novicezk', true, 'mj-api-secret'],
    ['trueai', 'trueai', true, 'mj-api-secret'],
    // Crazyrouter may be new-api in all it answers to questions, and others may answer as the last two.
    ['new-api', 'new-api', false, 'bearer'],
    ['crazyrouter', 'crazyrouter', false, 'bearer'],
    ['modes', 'modes', false, 'bearer'],
    ['cubicspaces', 'cubicspaces', false, 'bearer'],
  ])('%s it tells the dialect %s (certain: %s) and that the key goes as %s', async (...row) => {
    const [personality, id, certain, auth] = row
    const { report } = await visit(personality)
    expect(report).toMatchObject({
      reached: { type: 'ok' },
      baseUrl,
      isOpen: false,
      auth,
      dialect: { id, certain },
    })
    expect(report.findings.map(({ what }) => what)).toEqual(probeSubjects)
  })

  test.each<[Personality, object]>([
    ['plus', { dialect: null }],
    ['novicezk', { dialect: null }],
    ['trueai', { dialect: { id: 'trueai', certain: false } }],
    ['new-api', { dialect: { id: 'new-api', certain: false } }],
    ['crazyrouter', { dialect: { id: 'new-api', certain: false } }],
    ['modes', { dialect: null }],
    ['cubicspaces', { dialect: null }],
  ])('%s it tells that a wrong key is refused', async (personality, told) => {
    const { report } = await visit(personality, { key: 'sk-another0key' })
    expect(report).toMatchObject({ ...told, auth: null, isOpen: false, findings: [] })
    expect(report.reached).toMatchObject({ type: 'key-refused', why: 'refused' })
  })

  test.each(personalities)('%s it tells that a key is wanted', async (personality) => {
    const { report, asked } = await visit(personality, { key: '' })
    expect(report.reached).toMatchObject({ type: 'key-refused', why: 'missing', status: 401 })
    expect(asked).toHaveLength(1)
  })

  test.each<[Personality, string]>([
    ['plus', 'plus'],
    ['novicezk', 'novicezk'],
    ['trueai', 'trueai'],
    ['new-api', 'new-api'],
    ['crazyrouter', 'crazyrouter'],
    ['cubicspaces', 'cubicspaces'],
  ])('%s it tells that it is open', async (personality, id) => {
    for (const shown of ['', 'sk-anything']) {
      const { report } = await visit(personality, { secret: '', key: shown })
      expect(report).toMatchObject({
        reached: { type: 'ok' },
        isOpen: true,
        auth: null,
        dialect: { id },
      })
    }
  })

  test('modes it cannot tell from an empty server where it is open', async () => {
    const { report } = await visit('modes', { secret: '', key: '' })
    expect(report.reached).toMatchObject({ type: 'not-a-gateway', why: 'nothing-there' })
  })

  test('it believes a person who chose a dialect that nothing speaks against', async () => {
    const { report } = await visit('modes', { dialect: 'modes-short' })
    expect(report.dialect).toEqual({ id: 'modes-short', certain: false })
    const other = await visit('trueai', { dialect: 'plus' })
    expect(other.report.dialect).toEqual({ id: 'trueai', certain: true })
  })

  test('a style that a person chose is the only one tried', async () => {
    const { report, asked } = await visit('trueai', { auth: 'both' })
    expect(report.reached).toMatchObject({ type: 'key-refused', status: 403 })
    expect(asked).toHaveLength(1)
    expect((await visit('trueai', { auth: 'raw' })).report).toMatchObject({ auth: 'raw' })
  })

  test('a pasted endpoint and its mode are understood', async () => {
    const { report, asked } = await visit('modes', { baseUrl: `${baseUrl}/mj-relax/mj/` })
    expect(report).toMatchObject({
      reached: { type: 'ok' },
      baseUrl,
      speed: 'relax',
      dialect: { id: 'modes' },
    })
    expect(asked[0]).toMatch(/^GET \/mj\/task\/\d+\/fetch$/)
    const short = await visit('modes', { baseUrl: `${baseUrl}/fast/mj/submit/imagine` })
    expect(short.report).toMatchObject({ baseUrl, speed: 'fast', dialect: { id: 'modes-short' } })
  })
})

describe('finds', () => {
  test('what the sold Java edition answers to', async () => {
    const { report } = await visit('plus')
    expect(verdicts(report)).toMatchObject({
      action: 'by-dialect',
      blend: 'by-dialect',
      modes: 'seen',
      seed: 'seen',
      listByCondition: 'seen',
      listByState: 'by-dialect',
    })
    expect(report.findings.some(({ verdict }) => verdict === 'lacking')).toBe(false)
  })

  test('what the open edition does without, and what stands in for it', async () => {
    const { report } = await visit('novicezk')
    expect(verdicts(report)).toEqual({
      action: 'buttons-made',
      change: 'by-dialect',
      modal: 'no-windows',
      region: 'no-windows',
      references: 'by-dialect',
      blend: 'by-dialect',
      describe: 'by-dialect',
      shorten: 'not-offered',
      swap: 'not-offered',
      upload: 'not-offered',
      modes: 'speed-by-prompt',
      seed: 'not-offered',
      cancel: 'not-offered',
      listByCondition: 'seen',
      listByState: 'by-dialect',
    })
  })

  test('what a relay passes on', async () => {
    const { report } = await visit('new-api')
    expect(verdicts(report)).toMatchObject({
      action: 'some-buttons',
      modes: 'speed-by-prompt',
      seed: 'seen',
      cancel: 'not-offered',
      listByState: 'asked-by-hand',
    })
  })

  test('what stands where tasks have another shape', async () => {
    const { report } = await visit('cubicspaces')
    expect(verdicts(report)).toMatchObject({
      action: 'buttons-made',
      references: 'prompt-only',
      listByCondition: 'one-by-one',
    })
  })

  test('nothing lacking that the dialect would use, and nothing there that it would not', async () => {
    for (const personality of personalities) {
      const { report } = await visit(personality)
      const capabilities = dialectById(report.dialect?.id ?? '')?.capabilities
      for (const { what, verdict } of report.findings) {
        const has = what === 'modes' ? capabilities?.speeds.length !== 0 : capabilities?.[what]
        expect(verdict === 'lacking', `${personality} ${what}`).toBe(!has)
      }
    }
  })

  test('that a thing is missing which gateways of the kind have', async () => {
    const demo = await createDemoGateway({ personality: 'plus', key, baseUrl })
    closers.push(() => demo.close())
    const { findings } = await probeGateway({
      baseUrl,
      key,
      auth: null,
      dialect: 'plus',
      send: (request) =>
        request.url.endsWith('image-seed')
          ? Promise.resolve(new Response(null, { status: 404 }))
          : demo.handle(request),
    })
    expect(findings).toContainEqual({ what: 'seed', verdict: 'lacking', why: 'not-answered' })
  })
})

describe('tells what answers instead', () => {
  const answering = (answer: (request: Request) => Response | Promise<Response>) =>
    probeGateway({
      baseUrl: 'https://gateway.example',
      key,
      auth: null,
      dialect: null,
      send: (request) => Promise.resolve(answer(request)),
    })
  const text = (body: string | null, status = 200, headers: Record<string, string> = {}) =>
    answering(() => new Response(body, { status, headers }))
  const json = (body: unknown, status = 200) => answering(() => Response.json(body, { status }))

  test.each<[string, string, number, object]>([
    ['a web page', '<!doctype html><title>Shop</title>', 200, { why: 'web-page', detail: '' }],
    ['a missing page', '<html><h1>404 Not Found</h1></html>', 404, { why: 'web-page' }],
    ['a page that signs in', '<html>Sign in</html>', 401, { why: 'guarded' }],
    ['a bot check', '<!DOCTYPE html><title>Just a moment…</title>', 403, { why: 'guarded' }],
    ['plain words', 'It works!', 200, { why: 'unreadable', detail: 'It works!' }],
    ['half a JSON', '{"id":"132', 200, { why: 'unreadable' }],
    ['nothing at all, to everything', '', 200, { why: 'unreadable' }],
    ['a 404 to everything', '404 page not found', 404, { why: 'nothing-there' }],
  ])('%s', async (_kind, body, status, told) => {
    const { reached, dialect, findings } = await text(body, status)
    expect(reached).toMatchObject({ type: 'not-a-gateway', ...told })
    expect([dialect, findings]).toEqual([null, []])
  })

  test.each<[string, unknown, number]>([
    ['a health check', { status: 'ok' }, 200],
    ['a list, whatever is asked', [], 200],
    ['an API that knows everything', { id: '9999999999999999', status: 'SUCCESS' }, 200],
    [
      'OpenAI',
      { error: { message: 'Invalid URL (GET /mj/task)', type: 'invalid_request_error' } },
      404,
    ],
    ['some API', { detail: 'Not Found' }, 400],
  ])('another API: %s', async (_kind, body, status) => {
    expect((await json(body, status)).reached).toMatchObject({
      type: 'not-a-gateway',
      why: 'other-api',
    })
  })

  test.each<[number, string, string]>([
    [500, '[]', 'failing'],
    [502, '<html>502 Bad Gateway</html>', 'failing'],
    [503, '{"error":{"message":"down","type":"new_api_error"}}', 'failing'],
    [524, '<html>524: a timeout occurred</html>', 'failing'],
    [429, '', 'busy'],
  ])('a gateway in trouble: %i', async (status, body, why) => {
    const { reached } = await text(body, status)
    expect(reached).toMatchObject({ type: 'unreachable', why })
    expect('detail' in reached && reached.detail).not.toContain('<')
  })

  test.each<[string, string, number]>([
    ['', 'refused', 401],
    ['', 'refused', 403],
    [
      '{"error":{"message":"无效的令牌 (request id: 1)","type":"new_api_error","code":""}}',
      'refused',
      401,
    ],
    ['{"error":{"message":"该令牌额度已用尽","type":"new_api_error","code":""}}', 'no-credit', 401],
    ['账号已禁用', 'blocked', 401],
    ['账号不可用', 'blocked', 403],
    ['未登录', 'refused', 403],
    ['{"success":false,"code":-1,"message":"未登录","timestamp":"1"}', 'refused', 200],
    [
      '{"success":false,"code":-1,"message":"账号已被临时封锁，请勿使用违规词作图"}',
      'blocked',
      200,
    ],
  ])('a refused key: %s', async (body, why, status) => {
    const { reached } = await text(body, status)
    expect(reached).toMatchObject({ type: 'key-refused', why, status })
  })

  test('never quotes the key, nor the path of a redirect', async () => {
    const echo = await text(`{"error":{"message":"Invalid token ${key}"}}`, 401)
    expect(JSON.stringify(echo)).not.toContain('demo0doctor')
    const moved = await text(null, 302, { location: 'https://new.example/login?token=1' })
    expect(moved.reached).toEqual({
      type: 'not-a-gateway',
      why: 'elsewhere',
      status: 302,
      detail: 'https://new.example',
    })
  })

  test('an answer that never ends', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
    })
    expect((await answering(() => new Response(endless))).reached).toMatchObject({
      type: 'not-a-gateway',
      why: 'unreadable',
    })
  })

  test('a gateway that falls silent after the first answer, in time', async () => {
    let asked = 0
    const report = await probeGateway({
      baseUrl,
      key: '',
      auth: null,
      dialect: null,
      limits: { oneMs: 20, allMs: 60 },
      send: () =>
        ++asked === 1
          ? Promise.resolve(
              Response.json(
                { code: 4, description: 'task_no_found ', type: 'upstream_error' },
                { status: 400 },
              ),
            )
          : new Promise(() => {}),
    })
    expect(report).toMatchObject({ reached: { type: 'ok' }, dialect: { certain: false } })
    expect(asked).toBeLessThan(7)
  })
})

describe('tells why nothing answers', () => {
  const failing = (error: unknown) =>
    probeGateway({
      baseUrl: 'https://gateway.example',
      key,
      auth: null,
      dialect: null,
      send: () => Promise.reject(error),
    })
  const coded = (code: string) => Object.assign(new Error(`${code} sk-secret`), { code })
  const unconnected = (code: string) => new NotConnectedError('no', { cause: coded(code) })

  test.each<[string, unknown]>([
    ['dns', unconnected('ENOTFOUND')],
    ['dns', unconnected('EAI_AGAIN')],
    ['refused', unconnected('ECONNREFUSED')],
    ['refused', unconnected('EHOSTUNREACH')],
    ['timeout', unconnected('UND_ERR_CONNECT_TIMEOUT')],
    ['timeout', unconnected('ETIMEDOUT')],
    ['tls', unconnected('CERT_HAS_EXPIRED')],
    ['tls', unconnected('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['tls', unconnected('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['tls', unconnected('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['tls', unconnected('ERR_SSL_WRONG_VERSION_NUMBER')],
    ['reset', coded('ECONNRESET')],
    ['reset', coded('UND_ERR_SOCKET')],
    ['other', coded('HPE_INVALID_CONSTANT')],
    ['other', 'a string'],
  ])('%s: %s', async (why, error) => {
    const { reached } = await failing(error)
    expect(reached).toMatchObject({ type: 'unreachable', why })
    expect(JSON.stringify(reached)).not.toContain('secret')
  })

  test.each([
    ['gateway.example', 'not-an-address'],
    ['ftp://gateway.example', 'not-an-address'],
    ['', 'not-an-address'],
    ['https://me:secret@gateway.example', 'has-password'],
    ['http://gateway.example', 'not-https'],
  ])('%j is no address to show a key to', async (text, why) => {
    const report = await probeGateway({
      baseUrl: text,
      key,
      auth: null,
      dialect: null,
      send: () => Promise.reject(new Error('asked')),
    })
    expect(report.reached).toEqual({ type: 'address-wrong', why, detail: '' })
  })

  test.each(['sk 1234', 'sk-密钥', 'sk-1\n'])('%j is no key to be sent', async (text) => {
    const report = await probeGateway({
      baseUrl,
      key: text,
      auth: null,
      dialect: null,
      send: () => Promise.reject(new Error('asked')),
    })
    expect(report.reached).toMatchObject({ type: 'key-refused', why: 'unusable', status: 0 })
  })
})

describe('over the network', () => {
  async function listen(server: Server): Promise<string> {
    const sockets: { destroy(): void }[] = []
    server.on('connection', (socket) => void sockets.push(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const probe = (url: string, limits?: ProbeOptions['limits']) =>
    probeGateway({ baseUrl: url, key, auth: null, dialect: null, ...(limits && { limits }) })

  test('a redirect is not followed, and the key is not seen where it leads', async () => {
    const seen: string[] = []
    const elsewhere = await listen(
      createServer((request, response) => {
        seen.push(request.rawHeaders.join(' '))
        response.end('[]')
      }),
    )
    const address = await listen(
      createServer((request, response) => {
        response.writeHead(307, { location: `${elsewhere}${request.url}` }).end()
      }),
    )
    expect((await probe(address)).reached).toMatchObject({ why: 'elsewhere', detail: elsewhere })
    expect(seen).toEqual([])
  })

  test('a server that takes the connection and says nothing', async () => {
    const address = await listen(createTcpServer())
    const { reached } = await probe(address, { oneMs: 50, allMs: 100 })
    expect(reached).toMatchObject({ type: 'unreachable', why: 'timeout' })
  })

  test('a server that hangs up', async () => {
    const address = await listen(createTcpServer((socket) => void socket.destroy()))
    expect((await probe(address)).reached).toMatchObject({ type: 'unreachable', why: 'reset' })
  })

  test('a server that speaks no HTTP', async () => {
    const address = await listen(
      createTcpServer((socket) => void socket.end('SSH-2.0-OpenSSH\r\n')),
    )
    expect((await probe(address)).reached).toMatchObject({ type: 'unreachable' })
  })

  test('a port where nobody listens', async () => {
    const server = createTcpServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const { reached } = await probe(`http://127.0.0.1:${port}`)
    expect(reached).toMatchObject({ type: 'unreachable', why: 'refused' })
  })

  test('https where only http is spoken', async () => {
    const address = await listen(createServer((_, response) => void response.end('[]')))
    const { reached } = await probe(address.replace('http:', 'https:'))
    expect(reached).toMatchObject({ type: 'unreachable', why: 'tls' })
  })
})

test('there is a sentence for every way it can end', () => {
  const { reached } = en.doctor
  for (const kind of ['address-wrong', 'unreachable', 'not-a-gateway', 'key-refused'] as const) {
    for (const words of Object.values(reached[kind])) {
      expect(words.title).not.toMatch(/[.。]$/)
      expect(words.help).toMatch(/[.]$/)
    }
  }
})
