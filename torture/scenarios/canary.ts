/**
 * A key that is found wherever it leaks: a built studio is driven through every fault that the demo gateway knows, and
 * everything that leaves it is searched: answers of every route, pages, bundles, logs, files, a backup, a browser.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { faultNames } from '@/lib/demo/faults'
import { browserOptions } from '../../e2e/browser'
import { runCommand, startDemo, type DemoProcess } from '../../e2e/processes'
import { exportAll, importFile } from '../exchange'
import { type BuiltStudio, inLanes, openBuiltStudio, type Reply } from '../built-studio'
import type { Task } from '@/lib/mj/task'
import { dooyExport } from '@/lib/mj/testing/mover-histories'
import { gatewayDraft } from '@/lib/server/testing/gateway-draft'
import { type Ids, nobody, readEndpoints } from '../routes'
import { atLeast, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'
import { until } from '../until'

export const canary: Scenario = {
  name: 'canary',
  about: 'a key that is found wherever it leaks, through every fault of the gateway',
  pace: 'works',
  run: search,
}

const key = 'sk-CANARY7f3a9e51c0d84b62f3'

const letters = Array.from(key)

/** Whole or in part, as it stands and in the usual wrappings, wherever in a wrapped text it begins. */
const traces = [
  'CANARY7f3a9e51',
  ...['', 'x', 'xx'].map((before) => base64Within(before)),
  Buffer.from(key).toString('base64url').slice(4, 28),
  Buffer.from(key).toString('hex').slice(6, 40),
  letters
    .map((letter) => `%${letter.charCodeAt(0).toString(16)}`)
    .join('')
    .slice(9, 45),
  letters
    .map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
    .join('')
    .slice(18, 90),
  letters
    .map((letter) => `&#${letter.charCodeAt(0)};`)
    .join('')
    .slice(15, 60),
  letters.toReversed().join('').slice(4, 18),
].map((trace) => trace.toLowerCase())

/** What base64 makes of the key behind so many other bytes, less what depends on its neighbours. */
function base64Within(before: string): string {
  const whole = Buffer.from(`${before}${key}`).toString('base64')
  return whole.slice(4, 4 + Math.floor((key.length - 4) / 3) * 4)
}

type Net = {
  artefacts: number
  hits: number
  look(name: string, text: string | Buffer): void
}

function openNet(stage: Stage): Net {
  const net: Net = {
    artefacts: 0,
    hits: 0,
    look(name, text) {
      net.artefacts += 1
      const plain = (typeof text === 'string' ? text : text.toString('latin1')).toLowerCase()
      const found = traces.find((trace) => plain.includes(trace))
      if (found === undefined) return
      net.hits += 1
      stage.say(`the key is in ${name}, as ${found}`)
    },
  }
  return net
}

const root = path.resolve(fileURLToPath(import.meta.url), '../../..')

async function search(stage: Stage): Promise<readonly Check[]> {
  const net = openNet(stage)
  const folder = path.join(stage.folder, 'studio')
  const demo = await startDemo({ folder: path.join(stage.folder, 'gateway'), key, paceMs: 300 })
  const studio = await openBuiltStudio(folder, {
    SAFELIGHT_GATEWAY_URL: demo.url,
    SAFELIGHT_GATEWAY_KEY: key,
    SAFELIGHT_GATEWAY_DIALECT: 'plus',
  })
  const counted = { modes: 0, hits: traces.length }
  try {
    const modes = stage.isShort ? faultNames.filter((_name, n) => n % 6 === 0) : faultNames
    const scopes = sized(stage, 2, 1) === 2 ? ['submit', 'read'] : ['all']
    await setUpSecond(studio, demo)
    for (const mode of modes) {
      for (const on of scopes) {
        await control(demo, `${mode} rate=0.7 ms=200 on=${on}`)
        await submit(studio, `a lighthouse in the days of ${mode}`)
        await readEverything(studio, net, demo)
        counted.modes += 1
      }
    }
    await control(demo, null)
    await submit(studio, 'a fox when all is well')
    await readEverything(studio, net, demo)
    await browse(studio, net)
    const taken = await takeAlong(studio, net)
    const backup = path.join(stage.folder, 'backup')
    const backedUp = await runCommand(['lib/server/command/backup.ts', backup, '--with-secret'], {
      SAFELIGHT_DATA: folder,
    })
    net.look('what the backup says', backedUp.output)
    await studio.end('SIGTERM')
    net.look('what the studio has written on both outputs', studio.output())
    const files = {
      data: await lookAtFiles(folder, net),
      backup: await lookAtFiles(backup, net),
      bundle: await lookAtFiles(path.join(root, process.env['SAFELIGHT_DIST'] ?? '.next'), net, [
        'cache',
        'node_modules',
      ]),
    }
    return [
      atLeast('artefacts', sized(stage, 5000, 1000), net.artefacts),
      exactly('faults of the gateway', modes.length * scopes.length, counted.modes),
      atLeast('files of the studio', 3, files.data),
      exactly("imports that end well: its own library, another client's history", 2, taken),
      exactly('the backup ends well', 0, backedUp.code ?? -1),
      atLeast('files of its backup', 2, files.backup),
      atLeast('files of the bundle', 50, files.bundle),
      never('artefacts with the key in them', net.hits),
      exactly('forms of the key that the net would catch', traces.length, caught()),
    ]
  } finally {
    await studio.end('SIGTERM')
    await demo.end('SIGTERM')
  }
}

/** A net that catches nothing would prove nothing. */
function caught(): number {
  const quiet = openNet({ say: () => undefined } as unknown as Stage)
  for (const trace of traces) quiet.look('a trial', `x${trace.toUpperCase()}x`)
  return quiet.hits
}

async function control(demo: DemoProcess, faults: string | null): Promise<void> {
  const answer = await fetch(`${demo.url}/demo/control`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  })
  if (!answer.ok) throw new Error(`the demo gateway does not take ${faults}`)
}

/** A gateway whose key came in through the page: it lies in the database, sealed. */
async function setUpSecond(studio: BuiltStudio, demo: DemoProcess): Promise<void> {
  const baseUrl = demo.url.replace('127.0.0.1', 'localhost')
  const draft = gatewayDraft({ name: 'Second', baseUrl, key })
  const { status } = await studio.post('/api/gateways', draft)
  if (status !== 201) throw new Error(`the second gateway was answered ${status}`)
}

async function submit(studio: BuiltStudio, prompt: string): Promise<void> {
  const items = [1, 2].map((n) => ({
    clientKey: crypto.randomUUID(),
    submission: { verb: 'imagine', prompt: `${prompt}, ${n}` },
  }))
  await until(async () => (await studio.post('/api/submits', { items })).status === 202)
}

/** Every route in every way it can be asked, with ids that there are and with ids that there are not. */
async function readEverything(studio: BuiltStudio, net: Net, demo: DemoProcess): Promise<void> {
  const feed = await studio.get('/api/tasks?limit=8')
  const { tasks } = JSON.parse(feed.bytes.toString()) as { tasks: readonly Task[] }
  const gateways = await studio.get('/api/gateways')
  const [{ id: gateway }] = (
    JSON.parse(gateways.bytes.toString()) as { gateways: readonly [{ id: string }] }
  ).gateways
  const endpoints = await readEndpoints()
  const latest = tasks.slice(0, 2).map((task) => idsOf(task, gateway))
  const asked = [nobody, ...latest].flatMap((ids) => endpoints.map((one) => ({ ids, one })))
  const tell = (name: string, { headers, bytes }: Reply) => {
    net.look(`the answer of ${name}`, Buffer.concat([Buffer.from(JSON.stringify(headers)), bytes]))
  }
  // Changes are held for ten seconds, a submit through /mj until its gateway answers, and a logout ends the story.
  const slow = /\/(?:changes|logout)$|mj\/(?:submit|insight-face)\/|\/(?:seed|remove|address)$/
  const quick = asked.filter(({ one }) => !slow.test(one.route))
  await inLanes(quick, 8, async ({ ids, one }) => {
    const body = one.body(ids)
    const isRead = body === undefined
    const name = `${one.method} ${one.at(ids)}`
    if (isRead)
      tell(
        name,
        await studio.knock(one.at(ids), { method: one.method, headers: { cookie: studio.cookie } }),
      )
    else if (one.method === 'POST' && ids === nobody)
      tell(name, await studio.post(one.at(ids), body))
  })
  const probe = { id: null, baseUrl: demo.url, key, auth: null, dialect: null }
  tell('the doctor', await studio.post('/api/gateways/probe', probe))
  for (const at of ['/', '/settings', '/library', '/nothing/here', '/api/nothing', '/?x=%00']) {
    tell(at, await studio.get(at))
    tell(
      `${at} as a part`,
      await studio.knock(at, { headers: { cookie: studio.cookie, rsc: '1' } }),
    )
  }
  for (const { id } of tasks) {
    tell('a task page', await studio.get(`/t/${id}`))
    tell('a task', await studio.get(`/api/tasks/${id}`))
    tell('a history', await studio.get(`/api/tasks/${id}/history`))
    tell('a task for tools', await studio.get(`/mj/task/${id}/fetch`))
  }
}

function idsOf(task: Task, gateway: string): Ids {
  const picture = task.pictures[0]?.id ?? nobody.picture
  return { ...nobody, task: task.id, picture, video: picture, frame: picture, gateway }
}

/** A page as it is used, everything it receives, and everything it keeps. */
async function browse(studio: BuiltStudio, net: Net): Promise<void> {
  const browser = await chromium.launch(browserOptions)
  try {
    const context = await browser.newContext()
    const [name = '', value = ''] = studio.cookie.split('=')
    await context.addCookies([{ name, value, url: studio.url }])
    const page = await context.newPage()
    const heard: Promise<void>[] = []
    page.on('console', (message) => net.look('the console', message.text()))
    page.on('response', (response) => {
      const read = async () => net.look(response.url(), await response.body())
      heard.push(read().catch(() => undefined))
    })
    for (const at of ['/', '/settings', '/library']) {
      await page.goto(studio.url + at, { waitUntil: 'load' })
      net.look(`the page ${at} as drawn`, await page.content())
    }
    await Promise.all(heard)
    net.look('browser storage', JSON.stringify(await context.storageState({ indexedDB: true })))
    net.look(
      'session storage',
      await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), document.cookie])),
    )
  } finally {
    await browser.close()
  }
}

/** What somebody takes along, and what he brings: here with the key among what another client has kept. */
async function takeAlong(studio: BuiltStudio, net: Net): Promise<number> {
  const out = await exportAll(studio)
  const tell = (name: string, replies: readonly Reply[]) => {
    for (const { headers, bytes } of replies) {
      net.look(name, Buffer.concat([Buffer.from(JSON.stringify(headers)), bytes]))
    }
  }
  tell('an export', out.replies)
  const library = await importFile(studio, 'library.zip', out.zip)
  tell('an import of a library', library.replies)
  const storage = { chatStorage: dooyExport, gptServerStore: { MJ_API_SECRET: key, key } }
  // Nobody beyond loopback is asked for a picture.
  const history = Buffer.from(
    JSON.stringify(storage).replaceAll(/https:\/\/[\w.]+/g, 'http://127.0.0.1:9'),
  )
  const moved = await importFile(studio, 'history.json', history)
  tell('an import of a history', moved.replies)
  tell('an export of it all', (await exportAll(studio)).replies)
  return [library, moved].filter(({ end }) => end.name === 'done').length
}

async function lookAtFiles(
  folder: string,
  net: Net,
  besides: readonly string[] = [],
): Promise<number> {
  let count = 0
  for (const entry of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, entry)
    if (besides.includes(entry.split(path.sep)[0]!) || !(await stat(file)).isFile()) continue
    net.look(file, await readFile(file))
    count += 1
  }
  return count
}
