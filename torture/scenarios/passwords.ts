/**
 * Guessing the password of a published studio: ten thousand guesses of one machine that forges who it is, then a
 * thousand machines at once behind a proxy; and an honest person who wants to sign in meanwhile.
 */
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type BuiltStudio, inLanes, openBuiltStudio } from '../built-studio'
import {
  atLeast,
  atMost,
  type Check,
  exactly,
  never,
  type Scenario,
  sized,
  type Stage,
  inTime,
} from '../scenario'

export const passwords: Scenario = {
  name: 'passwords',
  about: 'guesses under forged addresses, from one machine and from a thousand',
  pace: 'works',
  run: guess,
}

const password = 'a fox in the snow at dusk'
/** Loopback is a whole network: the proxy and the attacker are two machines to the studio. */
const proxy = '127.0.0.2'
/** Another door of the same house, so that the honest one does not stand in line within this very process. */
const quietProxy = '127.0.0.3'
const honestSeconds = 10
const burst = 10

async function guess(stage: Stage): Promise<readonly Check[]> {
  const studio = await openBuiltStudio(path.join(stage.folder, 'studio'), {
    SAFELIGHT_PASSWORD: password,
    SAFELIGHT_TRUSTED_PROXIES: `${proxy},${quietProxy}`,
  })
  try {
    const alone = await guessAlone(stage, studio)
    const crowd = await guessTogether(sized(stage, 1000, 200), studio)
    const wrong = await signIn(studio, honest('198.51.100.200'), 'no')
    return [
      exactly('guesses of one machine', sized(stage, 10_000, 1000), alone.guesses),
      atMost('of them that were worth a hash', burst + 1 + alone.minutes, alone.hashed),
      never('of them that got in', alone.admitted),
      inTime(
        stage,
        'an honest sign-in meanwhile, from elsewhere',
        honestSeconds,
        alone.honestSeconds,
        's',
      ),
      atLeast('machines that guess at once', sized(stage, 1000, 200), crowd.machines),
      never('of them that got in', crowd.admitted),
      never('of them that were answered with a fault', crowd.faults),
      inTime(stage, 'an honest sign-in among them', honestSeconds, crowd.honestSeconds, 's'),
      exactly('a wrong password of an honest person', 401, wrong),
    ]
  } finally {
    await studio.end('SIGTERM')
  }
}

type From = { from: string; headers: Readonly<Record<string, string>> }

async function signIn(studio: BuiltStudio, { from, headers }: From, word: string): Promise<number> {
  const { status } = await studio.knock('/api/login', {
    method: 'POST',
    from,
    headers: {
      origin: studio.url,
      'x-safelight': '1',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ password: word }),
  })
  return status
}

/** What a client may write to be taken for somebody else, anew for each guess. */
function forged(n: number): Readonly<Record<string, string>> {
  const address = `203.0.${(n >> 8) & 255}.${n & 255}`
  return {
    'x-forwarded-for': `${address}, 198.51.100.1`,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': '127.0.0.1',
    forwarded: `for=${address};proto=https`,
    'x-real-ip': address,
    'x-client-ip': address,
    'cf-connecting-ip': address,
    'true-client-ip': address,
    'x-safelight-peer': address,
  }
}

/** As the proxy writes it, behind whatever its client has written. */
function forwarded(address: string): Readonly<Record<string, string>> {
  return { 'x-forwarded-for': `127.0.0.1, ${address}`, 'x-forwarded-proto': 'https' }
}

const honest = (address: string): From => ({ from: quietProxy, headers: forwarded(address) })

async function guessAlone(stage: Stage, studio: BuiltStudio) {
  const seen = { guesses: 0, hashed: 0, admitted: 0 }
  const began = performance.now()
  const numbers = Array.from({ length: sized(stage, 10_000, 1000) }, (_, n) => n)
  const guessing = inLanes(numbers, 16, async (n) => {
    const status = await signIn(studio, { from: '127.0.0.1', headers: forged(n) }, `guess ${n}`)
    seen.guesses += 1
    if (status === 401) seen.hashed += 1
    else if (status !== 429) seen.admitted += 1
  })
  const honestly = signInHonestly(studio, '198.51.100.7')
  const [took] = await Promise.all([honestly, guessing])
  const minutes = Math.floor((performance.now() - began) / 60_000)
  return { ...seen, honestSeconds: took, minutes }
}

/** Each machine guesses once, all of them at once, as often as it takes the honest one to get in. */
async function guessTogether(machines: number, studio: BuiltStudio) {
  const seen = { machines, admitted: 0, faults: 0 }
  const numbers = Array.from({ length: machines }, (_, n) => n)
  const guessing = inLanes(numbers, 200, async (n) => {
    const headers = forwarded(`203.0.${n >> 8}.${n & 255}`)
    const status = await signIn(studio, { from: proxy, headers }, `guess ${n}`)
    if (status === 204) seen.admitted += 1
    else if (status !== 401 && status !== 429) seen.faults += 1
  })
  const honestly = signInHonestly(studio, '198.51.100.8')
  const [took] = await Promise.all([honestly, guessing])
  return { ...seen, honestSeconds: took }
}

/** With the right password, and again half a second later where there was no room. In seconds. */
async function signInHonestly(studio: BuiltStudio, address: string): Promise<number> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  while (seconds() < 3 * honestSeconds) {
    const status = await signIn(studio, honest(address), password)
    if (status === 204) return seconds()
    await delay(500)
  }
  return Infinity
}
