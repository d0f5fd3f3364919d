import 'server-only'
/**
 * Signing in by password, where `SAFELIGHT_PASSWORD` is set. Guessing is made slow twice: by scrypt, and by
 * a limiter per peer. See reliability goals in docs/decisions.
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
  /** Throws `rate-limited` when this peer, or everybody together, guesses too fast. */
  check(guess: string, peer: string): Promise<boolean>
}

type Options = {
  password: string
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

  return {
    async check(guess, peer) {
      const key = peerKey(peer)
      spend(key)
      await turn(key)
      try {
        known ??= hashed(password, salt)
        return timingSafeEqual(await hashed(guess, salt), await known)
      } finally {
        leave()
      }
    },
  }
}
