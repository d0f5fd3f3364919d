/** Pages of others in the browser of somebody who is signed in to the studio. */
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { browserOptions } from '../e2e/browser'
import type { BuiltStudio } from './built-studio'
import { type Listener, openListener } from './listener'
import type { Stage } from './scenario'

/** What the studio takes from its own page, and would pay for. */
export const orderOf = (prompt: string) => ({
  items: [{ clientKey: crypto.randomUUID(), submission: { verb: 'imagine', prompt } }],
})

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

/**
 * Opens pages of another port, another origin and a rebound name in a real browser that is signed in, and has each
 * of them send whatever a page can.
 */
export async function visitForeignPages(stage: Stage, studio: BuiltStudio): Promise<Seen> {
  const attacker = await openListener({
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>evil</title><body></body>',
    }),
  })
  const passed: Passed[] = []
  const door = await openDoor(studio, passed)
  const browser = await chromium.launch({
    ...browserOptions,
    args: [
      ...browserOptions.args,
      '--host-resolver-rules=MAP *.test 127.0.0.1, MAP *.test. 127.0.0.1',
    ],
  })
  try {
    const context = await signedIn(browser, studio, door.url)
    // The owner's own page has asked for changes, and may be answered only later.
    const before = passed.length
    let tries = 0
    for (const host of ['127.0.0.1', 'localhost', 'evil.test']) {
      tries += await attackFrom(context, `http://${host}:${attacker.port}/`, door.url)
    }
    const forged = passed
      .slice(before)
      .filter(({ at, site }) => /^\/(?:api|mj)\//.test(at) && site !== 'same-origin')
    stage.say(`arrived with: ${[...new Set(forged.map(({ status }) => status))].join(', ')}`)
    // A preflight is told nothing, which to a browser is no.
    const asked = forged.filter(({ method }) => method !== 'OPTIONS')
    return {
      tries,
      arrived: forged.length,
      signed: forged.filter(({ isSigned }) => isSigned).length,
      answered: asked.filter(({ status }) => status < 400).length,
      ...(await visitRebound(context, studio)),
    }
  } finally {
    await browser.close()
    await attacker.close()
    await door.close()
  }
}

type Passed = { method: string; at: string; site: string; status: number; isSigned: boolean }

/** Browsers do not tell of answers that they keep from a page, so that somebody has to look on their way. */
function openDoor(studio: BuiltStudio, passed: Passed[]): Promise<Listener> {
  return openListener({
    async answer({ method, url, headers, body }) {
      const sent = Object.entries(headers).map(([name, value]) => [name, String(value)])
      const reply = await studio.knock(url, {
        method,
        headers: Object.fromEntries(sent) as Record<string, string>,
        ...(body === '' ? {} : { body }),
      })
      const isSigned = headers.cookie?.includes(studio.cookie) === true
      const site = String(headers['sec-fetch-site'])
      passed.push({ method, at: url, site, status: reply.status, isSigned })
      const told = Object.entries(reply.headers).filter(([name]) => name !== 'transfer-encoding')
      return {
        status: reply.status,
        headers: Object.fromEntries(told.map(([name, value]) => [name, String(value)])),
        body: reply.bytes,
      }
    },
  })
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
  const given = {
    to: [`${target}/api/submits`, `${target}/mj/submit/imagine`],
    readable: [`${target}/api/me`, `${target}/`] as const,
    text: JSON.stringify(orderOf('a fox that nobody ordered')),
  }
  const tries = [
    await page.evaluate(sendByScript, given),
    await page.evaluate(sendForms, given),
    await page.evaluate(loadElements, given),
  ]
  await page.close()
  return tries.reduce((sum, count) => sum + count)
}

type Given = { to: readonly string[]; readable: readonly [string, string]; text: string }

// These run within the page: nothing of this file is there. Each answers how often it has tried.

async function sendByScript({ to, text }: Given): Promise<number> {
  let count = 0
  const quietly = async (url: string, init: RequestInit) => {
    count += 1
    await fetch(url, { credentials: 'include', ...init }).catch(() => undefined)
  }
  for (const url of to) {
    for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded']) {
      await quietly(url, { method: 'POST', mode: 'no-cors', body: new Blob([text], { type }) })
      await quietly(url, { method: 'POST', body: text, headers: { 'content-type': type } })
      // A beacon of JSON would have to ask; one without a type does not.
      const plain = type === 'application/json' ? '' : type
      navigator.sendBeacon(url, new Blob([text], { type: plain }))
      count += 1
    }
    await quietly(url, { method: 'POST', headers: { 'x-safelight': '1' }, body: text })
    await quietly(url, { method: 'PUT', body: text })
  }
  return count
}

async function sendForms({ to, text }: Given): Promise<number> {
  let count = 0
  for (const url of to) {
    for (const enctype of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ]) {
      const frame = document.createElement('iframe')
      frame.name = `frame-${count}`
      const form = document.createElement('form')
      Object.assign(form, { action: url, method: 'post', enctype, target: frame.name })
      const field = document.createElement('input')
      // As text/plain the name and the value become one: JSON, but for a sign in between.
      Object.assign(field, { name: text.slice(0, -1), value: '}' })
      form.append(field)
      document.body.append(frame, form)
      const answered = new Promise((resolve) => frame.addEventListener('load', resolve))
      form.submit()
      count += 1
      await answered
    }
  }
  return count
}

async function loadElements({ to, readable, text }: Given): Promise<number> {
  let count = 0
  const load = async (tag: 'img' | 'script' | 'iframe', src: string) => {
    const element = document.createElement(tag)
    const loaded = new Promise((resolve) => {
      element.addEventListener('load', resolve)
      element.addEventListener('error', resolve)
    })
    element.src = src
    document.body.append(element)
    count += 1
    await loaded
  }
  const [me, page] = readable
  for (const url of to) {
    await load('img', `${url}?${encodeURIComponent(text)}`)
    await load('script', me)
  }
  await load('iframe', page)
  return count
}

/** The attacker's own name, turned to the studio's address after his page has loaded: now he is same-origin. */
async function visitRebound(
  context: BrowserContext,
  { port }: BuiltStudio,
): Promise<Pick<Seen, 'names' | 'misdirected'>> {
  const page = await context.newPage()
  const statuses: (number | undefined)[] = []
  for (const name of [...reboundNames, 'evil.test.']) {
    for (const at of ['/', '/api/me', '/api/tasks', '/_next/static/x.js', '/mj/task/1/fetch']) {
      statuses.push((await page.goto(`http://${name}:${port}${at}`))?.status())
    }
    const posted = await page.evaluate(
      async (body) => {
        const headers = { 'x-safelight': '1', 'content-type': 'application/json' }
        return (await fetch('/api/submits', { method: 'POST', headers, body })).status
      },
      JSON.stringify(orderOf('a fox that nobody ordered')),
    )
    statuses.push(posted)
  }
  await page.close()
  return {
    names: statuses.length,
    misdirected: statuses.filter((status) => status === 421).length,
  }
}
