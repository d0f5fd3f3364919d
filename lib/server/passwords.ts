import 'server-only'
/**
 * Passwords: the owner's, where `SAFELIGHT_PASSWORD` is set, and those that members have chosen. Guessing is made slow
 * twice: by scrypt, and by one limiter per peer for all of them. See reliability goals in docs/decisions.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import net from 'node:net'
import { StudioError } from '@/lib/mj/errors'
import { createLimiter } from './rate'

/** N = 2^17, r = 8, p = 1 (OWASP's cheat sheet); node's default memory limit refuses exactly these. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

function hash(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, cost, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/** What one limiter counts as one: an IPv4 address, or the /64 that one IPv6 customer usually owns. */
export function peerKey(peer: string): string {
  const address = peer.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!net.isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head.split(':').filter((group) => group !== '')
  const right = (tail ?? '').split(':').filter((group) => group !== '')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

export type PasswordCheck = {
  /** Whether it is the owner's. Throws `rate-limited` when this peer, or everybody together, guesses too fast. */
  check(guess: string, peer: string): Promise<boolean>
  /**
   * Whether it is the one of which `kept` is kept. Null is nobody's, and takes as long: who guesses must not learn
   * which names there are. Throws as `check` does.
   */
  verify(guess: string, kept: string | null, peer: string): Promise<boolean>
  /** What is kept of a new password. Throws `rate-limited` when too many are at it. */
  keep(password: string, peer: string): Promise<string>
}

type Options = {
  /** Null where none is set: then none is right. */
  password: string | null
  now: () => number
  /** Ten guesses at once, then one a minute. */
  burst?: number
  refillMs?: number
  hash?: typeof hash
}

/** At most two hashes run at once and twenty wait, one of each peer, so that a crowd cannot starve the owner. */
const runningMax = 2
const waitingMax = 20

export function createPasswordCheck(options: Options): PasswordCheck {
  const { password, now, burst = 10, refillMs = 60_000, hash: hashed = hash } = options
  const spend = createLimiter({ burst, refillMs, now })
  const salt = randomBytes(16)
  let known: Promise<Buffer> | undefined
  const waiting: { key: string; go: () => void }[] = []
  let running = 0

  async function turn(key: string): Promise<void> {
    if (running < runningMax) {
      running += 1
      return
    }
    if (waiting.length >= waitingMax || waiting.some((other) => other.key === key)) {
      throw new StudioError('rate-limited', 'Too many people are signing in. Try again shortly.')
    }
    // Whoever finishes hands its place over, so `running` does not change here.
    await new Promise<void>((go) => waiting.push({ key, go }))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next.go()
  }

  /** One hash of the two that run at once. */
  async function inTurn<T>(peer: string, work: () => Promise<T>): Promise<T> {
    await turn(peer)
    try {
      return await work()
    } finally {
      leave()
    }
  }

  return {
    async check(guess, peer) {
      const key = peerKey(peer)
      spend(key)
      return inTurn(key, async () => {
        if (password === null) return isOf(await hashed(guess, salt), nobodys)
        known ??= hashed(password, salt)
        return isOf(await hashed(guess, salt), await known)
      })
    },
    async verify(guess, kept, peer) {
      const key = peerKey(peer)
      spend(key)
      const parts = kept === null ? null : parseKept(kept)
      return inTurn(key, async () =>
        isOf(await hashed(guess, parts?.salt ?? salt), parts?.hash ?? nobodys),
      )
    },
    keep: (chosen, peer) =>
      inTurn(peerKey(peer), async () => {
        const own = randomBytes(16)
        return formatKept({ salt: own, hash: await hashed(chosen, own) })
      }),
  }
}

/** The hash of no password that anybody knows. */
const nobodys = randomBytes(32)

function isOf(hash: Buffer, wanted: Buffer): boolean {
  return hash.length === wanted.length && timingSafeEqual(hash, wanted)
}

/** How it was hashed stands before it, for the day on which that changes. */
const scheme = 'scrypt-17-8-1'

type Kept = { salt: Buffer; hash: Buffer }

function formatKept({ salt, hash }: Kept): string {
  return [scheme, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Null for what was not written here: it is nobody's password then. */
function parseKept(text: string): Kept | null {
  const [by, salt, hash] = text.split('$')
  if (by !== scheme || salt === undefined || hash === undefined) return null
  return { salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
}
