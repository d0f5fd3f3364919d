/**
 * A built studio as people start it, and clients that hold on to it: hundreds that send a byte a second, and uploads of
 * 300 MB. Whoever is there already goes on working as if nothing were, and all of them are shown out.
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startStudio, type StudioProcess } from '@/e2e/processes'
import {
  atLeast,
  atMost,
  type Check,
  exactly,
  never,
  percentile,
  type Scenario,
  sized,
  type Stage,
  inTime,
} from '../scenario'

const uploadBytes = 300_000_000
const mostMegabytes = 600

export const slowLoris: Scenario = {
  name: 'slow-loris',
  about: 'connections that drip, uploads without an end, against a built studio',
  pace: 'measures',
  run: holdOn,
}

async function holdOn(stage: Stage): Promise<readonly Check[]> {
  build(stage)
  const studio = await startStudio({ PORT: '0', SAFELIGHT_DATA: path.join(stage.folder, 'data') })
  try {
    const cookie = await signIn(studio)
    const calm = await memoryOf(studio.pid)
    const count = sized(stage, 800, 80)
    const watched = watchMemory(studio.pid)
    const healthy = beHealthy(studio, cookie)
    // They come first: of 800 that drip, 512 take every place that there is.
    const uploads = Array.from({ length: sized(stage, 8, 2) }, (_, n) =>
      upload(studio, cookie, n % 2 === 0),
    )
    // Only those that drip their headers are cut soon enough for the short cut.
    const drips = Array.from({ length: count }, (_, n) =>
      drip(studio, n % 2 === 0 || stage.isShort ? 'header' : 'body', cookie),
    )
    const [statuses, heldMs] = await Promise.all([Promise.all(uploads), Promise.all(drips)])
    const { times, failures } = await healthy.stop()
    const peak = await watched.stop()
    stage.say(`${Math.round(calm)} MB before, ${Math.round(peak)} MB at most`)
    return [
      exactly('slow connections', count, heldMs.length),
      inTime(stage, 'until the last of them is cut', 60, Math.max(...heldMs) / 1000, 's'),
      exactly(
        'uploads refused with 413',
        uploads.length,
        statuses.filter((it) => it === 413).length,
      ),
      atLeast('healthy requests meanwhile', 20, times.length),
      never('healthy requests that failed', failures),
      inTime(stage, 'a healthy request (99 of 100)', 250, percentile(times, 99), 'ms'),
      atMost('memory of the studio', mostMegabytes, peak, 'MB'),
    ]
  } finally {
    await studio.end('SIGTERM')
  }
}

/** Nothing where the build is of these sources already. */
function build(stage: Stage): void {
  const { status } = spawnSync(process.execPath, ['scripts/ready.mjs', 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the studio could not be built')
  stage.say('the studio is built')
}

/** The headers with which the studio's own page writes. */
function ownHeaders({ url }: StudioProcess, cookie: string): Record<string, string> {
  return {
    origin: url,
    'x-safelight': '1',
    'content-type': 'application/json',
    ...(cookie === '' ? {} : { cookie }),
  }
}

async function signIn(studio: StudioProcess): Promise<string> {
  const [, token = ''] = /#t=(\S+)/.exec(studio.signInUrl) ?? []
  const answer = await fetch(`${studio.url}/api/login`, {
    method: 'POST',
    headers: ownHeaders(studio, ''),
    body: JSON.stringify({ token }),
  })
  const [cookie = ''] = answer.headers.getSetCookie()[0]?.split(';') ?? []
  if (answer.status !== 204 || cookie === '') throw new Error(`no way in: ${answer.status}`)
  return cookie
}

/** Opens a connection and sends a byte a second; resolves with the milliseconds it was borne. */
async function drip(
  studio: StudioProcess,
  what: 'header' | 'body',
  cookie: string,
): Promise<number> {
  const { hostname, port, host } = new URL(studio.url)
  const began = performance.now()
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const head = Object.entries({ host, ...ownHeaders(studio, cookie) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  socket.write(`POST /api/references HTTP/1.1\r\n${head}`)
  socket.write(what === 'header' ? 'x-slow: ' : 'content-length: 1000\r\n\r\n')
  const dripping = setInterval(() => drop(socket), 1000)
  // What it is told is read, so that the end is seen.
  socket.resume()
  await closed
  clearInterval(dripping)
  return performance.now() - began
}

function drop(socket: Socket): void {
  if (socket.writable) socket.write(' ')
}

/** Resolves with the status of the answer, which comes before the end of the body. */
async function upload(studio: StudioProcess, cookie: string, isDeclared: boolean): Promise<number> {
  const sending = request(`${studio.url}/api/references`, {
    method: 'POST',
    agent: false,
    headers: {
      ...ownHeaders(studio, cookie),
      ...(isDeclared ? { 'content-length': uploadBytes } : { 'transfer-encoding': 'chunked' }),
    },
  })
  let status = 0
  const over = new Promise<void>((resolve) => {
    sending.once('response', (answer) => {
      status = answer.statusCode ?? 0
      answer.resume()
      resolve()
    })
    // The studio hangs up on what it has refused.
    sending.once('error', () => resolve())
  })
  let isOver = false
  void over.then(() => (isOver = true))
  const block = Buffer.alloc(256 * 1024, ' ')
  for (let sent = 0; sent < uploadBytes && !isOver; sent += block.length) {
    if (!sending.write(block))
      await Promise.race([once(sending, 'drain').catch(() => undefined), over])
  }
  await over
  sending.destroy()
  return status
}

/** A person with a page open: a few connections that stay, a request at a time on each. */
function beHealthy(studio: StudioProcess, cookie: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const times: number[] = []
  const seen = { failures: 0, isOver: false }
  const ask = async (at: string) => {
    const began = performance.now()
    const status = await get(`${studio.url}${at}`, agent, cookie).catch(() => 0)
    if (status === 200) times.push(performance.now() - began)
    else seen.failures += 1
  }
  const person = async () => {
    for (let n = 0; !seen.isOver; n += 1) {
      await ask(n % 2 === 0 ? '/api/tasks?limit=20' : '/api/archive')
      await delay(100)
    }
  }
  const people = [person(), person()]
  return {
    async stop() {
      seen.isOver = true
      await Promise.all(people)
      agent.destroy()
      return { times, failures: seen.failures }
    },
  }
}

function get(url: string, agent: Agent, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { agent, headers: { cookie } }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    sending.once('error', reject)
    sending.end()
  })
}

function watchMemory(pid: number) {
  const seen = { peak: 0, isOver: false }
  const watching = (async () => {
    while (!seen.isOver) {
      seen.peak = Math.max(seen.peak, await memoryOf(pid))
      await delay(200)
    }
  })()
  return {
    async stop() {
      seen.isOver = true
      await watching
      return seen.peak
    },
  }
}

/** Megabytes that a process and its children hold; on Linux only, 0 elsewhere. */
async function memoryOf(pid: number): Promise<number> {
  if (process.platform !== 'linux') return 0
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const facts = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/status`, 'utf8').catch(() => '')),
  )
  const number = (text: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)
  return facts
    .filter((text) => number(text, 'Pid') === pid || number(text, 'PPid') === pid)
    .reduce((sum, text) => sum + number(text, 'VmRSS') / 1024, 0)
}
