/**
 * Pages of others in the browser of the owner and of a member: every row of the guard's table, and more, at every route
 * that changes something; then a real browser that is signed in, on pages of another port, another origin and a rebound name.
 */
import path from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { browserOptions } from '../../e2e/browser'
import { type BuiltStudio, inLanes, openBuiltStudio } from '../built-studio'
import { takeLodger, withDatabase } from '../household'
import { openListener } from '../listener'
import { openPlainGateway } from '../plain-gateway'
import { nobody, readEndpoints } from '../routes'
import { atLeast, type Check, exactly, never, type Scenario, type Stage } from '../scenario'

export const csrf: Scenario = {
  name: 'csrf',
  about: 'foreign pages and rebound names against every route that changes something',
  pace: 'works',
  run: forge,
}

/** Open on purpose: what they take is the secret itself, and no cookie helps or harms. */
const open = ['/api/login', '/api/hook/[token]']

type Row = { name: string; headers: Readonly<Record<string, string | undefined>>; wants: number }

/** What differs from the studio's own page; undefined: the header is not sent. */
function rowsFor(port: number): readonly Row[] {
  const row = (name: string, headers: Row['headers'], wants = 403): Row => ({
    name,
    headers,
    wants,
  })
  const origins = {
    none: undefined,
    'of a sandboxed frame': 'null',
    'of another site': 'https://evil.test',
    'of another port': `http://127.0.0.1:${port + 1}`,
    'without the port': 'http://127.0.0.1',
    'by another name of ours': `http://localhost:${port}`,
    'that begins like ours': `http://127.0.0.1:${port}.evil.test`,
    'that ends like ours': `http://evil.test#127.0.0.1:${port}`,
    'with ours as its user': `http://127.0.0.1:${port}@evil.test`,
    'by another scheme': `ftp://127.0.0.1:${port}`,
    'and ours, two in one': `http://127.0.0.1:${port}, https://evil.test`,
    'with a path': `http://127.0.0.1:${port}/`,
    empty: '',
  }
  const hosts = [
    'evil.test',
    `evil.test:${port}`,
    `localhost.evil.test:${port}`,
    `127.0.0.1.evil.test:${port}`,
    `127.0.0.1.:${port}`,
    `localhost.:${port}`,
    `LOCALHOST.:${port}`,
    `EVIL.TEST:${port}`,
    `0.0.0.0:${port}`,
    `[::]:${port}`,
    `192.168.1.5:${port}`,
    `user@127.0.0.1:${port}`,
    `127.0.0.1:${port}, evil.test`,
    '127.0.0.1:999999',
  ]
  const types = [
    undefined,
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; charset=application/json',
    'application/jsonp',
    'image/svg+xml',
    'text/html',
  ]
  return [
    ...Object.entries(origins).map(([name, origin]) => row(`an origin ${name}`, { origin })),
    ...['same-site', 'cross-site', 'none', 'Same-Origin'].map((site) =>
      row(`fetched ${site}`, { 'sec-fetch-site': site }),
    ),
    ...[undefined, '0', 'true', '1, 1', ''].map((marker) =>
      row(`marked ${marker}`, { 'x-safelight': marker }),
    ),
    ...types.map((type) => row(`as ${type}`, { 'content-type': type }, 415)),
    ...hosts.map((host) => row(`to ${host}`, { host, origin: `http://${host}` }, 421)),
    row('with a method written over', { origin: undefined, 'x-http-method-override': 'GET' }),
    row('with an origin forwarded', {
      origin: 'https://evil.test',
      'x-forwarded-host': `127.0.0.1:${port}`,
      'x-forwarded-proto': 'http',
    }),
    row('to a host forwarded', { host: 'evil.test', 'x-forwarded-host': `127.0.0.1:${port}` }, 421),
  ]
}

async function forge(stage: Stage): Promise<readonly Check[]> {
  const gateway = await openPlainGateway({ taskOf: () => ({ status: 'IN_PROGRESS' }) })
  const studio = await openBuiltStudio(path.join(stage.folder, 'studio'), {
    SAFELIGHT_GATEWAY_URL: gateway.url,
    SAFELIGHT_GATEWAY_KEY: 'sk-torture',
  })
  try {
    const lodger = await withDatabase(studio.folder, (db) => takeLodger(db, studio.cookie))
    const table = await knockWithRows(stage, studio, lodger)
    const byTable = gateway.submits()
    const seen = await browse(stage, studio)
    const byBrowser = gateway.submits() - byTable
    // The same body from the studio's own page: what has been refused would have cost money.
    await studio.post('/api/submits', bodyOf('the owner herself'))
    await studio.post('/mj/submit/imagine', { prompt: 'the owner herself' })
    await studio.knock('/mj/submit/imagine', {
      method: 'POST',
      headers: {
        origin: studio.url,
        'x-safelight': '1',
        'content-type': 'application/json',
        cookie: lodger,
      },
      body: JSON.stringify({ prompt: 'a member herself' }),
    })
    return [
      atLeast('rows', 29, table.rows),
      atLeast('routes that change something', 30, table.routes),
      atLeast('forged requests', 29 * 30, table.knocks),
      never('of them not refused as promised', table.wrong),
      never('submits at the gateway', byTable),
      atLeast('tries of foreign pages in a browser', 40, seen.tries),
      atLeast('of them that arrived at the studio', 10, seen.arrived),
      atLeast("of them with the owner's session", 5, seen.signed),
      never('of them that were answered with more than a refusal', seen.answered),
      never('submits at the gateway', byBrowser),
      exactly('rebound names told 421', seen.names, seen.misdirected),
      exactly(
        'submits of the owner herself, and of the member',
        3,
        gateway.submits() - byTable - byBrowser,
      ),
    ]
  } finally {
    await studio.end('SIGTERM')
    await gateway.close()
  }
}

const bodyOf = (prompt: string) => ({
  items: [{ clientKey: crypto.randomUUID(), submission: { verb: 'imagine', prompt } }],
})

async function knockWithRows(
  stage: Stage,
  studio: BuiltStudio,
  lodger: string,
): Promise<{ rows: number; routes: number; knocks: number; wrong: number }> {
  const rows = rowsFor(studio.port)
  const cookies = [studio.cookie, lodger]
  const endpoints = (await readEndpoints()).filter(
    ({ route, method }) => method === 'POST' && !open.includes(route),
  )
  const knocks = rows.flatMap((row, r) =>
    endpoints
      .filter((_one, n) => !stage.isShort || (r + n) % 3 === 0 || n % 50 === 0)
      .map((one, n) => ({ row, one, cookie: cookies[(r + n) % 2]! })),
  )
  let wrong = 0
  await inLanes(knocks, 8, async ({ row, one, cookie }) => {
    const usual = {
      origin: studio.url,
      'sec-fetch-site': 'same-origin',
      'x-safelight': '1',
      'content-type': 'application/json',
      cookie,
    }
    const { status } = await studio.knock(one.at(nobody), {
      method: 'POST',
      headers: without({ ...usual, ...row.headers }),
      body: JSON.stringify(one.body(nobody)),
    })
    if (status === row.wants) return
    wrong += 1
    stage.say(`${row.name} at ${one.route}: ${status} in place of ${row.wants}`)
  })
  return { rows: rows.length, routes: endpoints.length, knocks: knocks.length, wrong }
}

function without(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

type Seen = {
  tries: number
  arrived: number
  /** With the owner's session: other ports of a machine are the same site, and its cookies go along. */
  signed: number
  answered: number
  names: number
  misdirected: number
}

/** Names that an attacker's name server has turned to this machine. */
const reboundNames = ['evil.test', 'localhost.evil.test', '127.0.0.1.evil.test', 'EVIL.TEST']

async function browse(stage: Stage, studio: BuiltStudio): Promise<Seen> {
  const attacker = await openListener({
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>evil</title><body></body>',
    }),
  })
  // Browsers do not tell of answers that they keep from a page, so that somebody has to look on their way.
  const statuses: {
    method: string
    at: string
    site: string
    status: number
    isSigned: boolean
  }[] = []
  const door = await openListener({
    async answer({ method, url, headers, body }) {
      const sent = Object.entries(headers).map(([name, value]) => [name, String(value)])
      const reply = await studio.knock(url, {
        method,
        headers: Object.fromEntries(sent) as Record<string, string>,
        ...(body === '' ? {} : { body }),
      })
      const isSigned = headers.cookie?.includes(studio.cookie) === true
      const site = String(headers['sec-fetch-site'])
      statuses.push({ method, at: url, site, status: reply.status, isSigned })
      const told = Object.entries(reply.headers).filter(([name]) => name !== 'transfer-encoding')
      return {
        status: reply.status,
        headers: Object.fromEntries(told.map(([name, value]) => [name, String(value)])),
        body: reply.bytes,
      }
    },
  })
  const browser = await chromium.launch({
    ...browserOptions,
    args: [
      ...browserOptions.args,
      '--host-resolver-rules=MAP *.test 127.0.0.1, MAP *.test. 127.0.0.1',
    ],
  })
  try {
    const context = await signedIn(browser, studio, door.url)
    const pages = [
      `http://127.0.0.1:${attacker.port}/`,
      `http://localhost:${attacker.port}/`,
      `http://evil.test:${attacker.port}/`,
    ]
    const seen: Seen = { tries: 0, arrived: 0, signed: 0, answered: 0, names: 0, misdirected: 0 }
    const before = statuses.length
    for (const at of pages) seen.tries += await attackFrom(context, at, door.url)
    // The owner's own page has asked for changes, and may be answered only now.
    const forged = statuses
      .slice(before)
      .filter(({ at, site }) => /^\/(?:api|mj)\//.test(at) && site !== 'same-origin')
    seen.arrived = forged.length
    seen.signed = forged.filter(({ isSigned }) => isSigned).length
    // A preflight is told nothing, which to a browser is no.
    const asked = forged.filter(({ method }) => method !== 'OPTIONS')
    seen.answered = asked.filter(({ status }) => status < 400).length
    await visitRebound(context, studio, seen)
    stage.say(`arrived with: ${[...new Set(forged.map(({ status }) => status))].join(', ')}`)
    return seen
  } finally {
    await browser.close()
    await attacker.close()
    await door.close()
  }
}

async function signedIn(
  browser: Browser,
  studio: BuiltStudio,
  door: string,
): Promise<BrowserContext> {
  const context = await browser.newContext()
  // tsx gives functions their names by this one, and pages do not have it.
  await context.addInitScript('globalThis.__name = (made) => made')
  const [name = '', value = ''] = studio.cookie.split('=')
  const cookie = { name, value, httpOnly: true, sameSite: 'Lax' as const, path: '/' }
  await context.addCookies(
    ['127.0.0.1', 'localhost', 'evil.test'].map((domain) => ({ ...cookie, domain })),
  )
  const page = await context.newPage()
  await page.goto(door)
  // Every way below would work if nobody guarded the door: the session is good.
  const status = await page.evaluate(async () => (await fetch('/api/me')).status)
  if (status !== 200) throw new Error(`the browser is not signed in: ${status}`)
  await page.close()
  return context
}

/** Everything that a page can send to another origin without being asked, and some that it would have to ask for. */
async function attackFrom(context: BrowserContext, at: string, target: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(at)
  const tries = await page.evaluate(
    async ({ studio, text }) => {
      let count = 0
      const to = [`${studio}/api/submits`, `${studio}/mj/submit/imagine`]
      const types = ['text/plain', 'application/json', 'application/x-www-form-urlencoded']
      const quietly = async (init: RequestInit, url: string) => {
        count += 1
        await fetch(url, { credentials: 'include', ...init }).catch(() => undefined)
      }
      const frame = () => {
        const made = document.createElement('iframe')
        made.name = `frame-${count}`
        document.body.append(made)
        return made
      }
      const loaded = (element: HTMLElement) =>
        new Promise((resolve) => {
          element.addEventListener('load', resolve)
          element.addEventListener('error', resolve)
        })
      for (const url of to) {
        for (const type of types) {
          await quietly({ method: 'POST', mode: 'no-cors', body: new Blob([text], { type }) }, url)
          await quietly({ method: 'POST', body: text, headers: { 'content-type': type } }, url)
          navigator.sendBeacon(url, new Blob([text], { type: type === types[1] ? '' : type }))
          count += 1
        }
        await quietly({ method: 'POST', headers: { 'x-safelight': '1' }, body: text }, url)
        await quietly({ method: 'PUT', body: text }, url)
        for (const enctype of ['text/plain', types[2]!, 'multipart/form-data']) {
          const target = frame()
          const form = document.createElement('form')
          Object.assign(form, { action: url, method: 'post', enctype, target: target.name })
          const field = document.createElement('input')
          // As text/plain the name and the value become one: JSON, but for a sign in between.
          Object.assign(field, { name: text.slice(0, -1), value: '}' })
          form.append(field)
          document.body.append(form)
          const done = loaded(target)
          form.submit()
          count += 1
          await done
        }
        const image = new Image()
        const done = loaded(image)
        image.src = `${url}?${encodeURIComponent(text)}`
        count += 1
        await done
        const script = document.createElement('script')
        const ran = loaded(script)
        script.src = `${studio}/api/me`
        document.body.append(script)
        count += 1
        await ran
      }
      const inside = frame()
      const done = loaded(inside)
      inside.src = `${studio}/`
      count += 1
      await done
      return count
    },
    { studio: target, text: JSON.stringify(bodyOf('a fox that nobody ordered')) },
  )
  await page.close()
  return tries
}

/** The attacker's own name, turned to the studio's address after his page has loaded: now he is same-origin. */
async function visitRebound(
  context: BrowserContext,
  { port }: BuiltStudio,
  seen: Seen,
): Promise<void> {
  const page = await context.newPage()
  for (const name of [...reboundNames, 'evil.test.']) {
    for (const at of ['/', '/api/me', '/api/tasks', '/_next/static/x.js', '/mj/task/1/fetch']) {
      seen.names += 1
      const response = await page.goto(`http://${name}:${port}${at}`)
      if (response?.status() === 421) seen.misdirected += 1
    }
    const status = await page.evaluate(
      async (body) => {
        const headers = { 'x-safelight': '1', 'content-type': 'application/json' }
        return (await fetch('/api/submits', { method: 'POST', headers, body })).status
      },
      JSON.stringify(bodyOf('a fox that nobody ordered')),
    )
    seen.names += 1
    if (status === 421) seen.misdirected += 1
  }
  await page.close()
}
