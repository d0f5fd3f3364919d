import 'server-only'
/**
 * Where this process listens and how it is called, known once the port is bound. On `globalThis`, because
 * server.ts and the routes are separate module graphs.
 */
import net from 'node:net'
import { type Env, isLoopback, parseEnv } from './env'
import type { GuardConfig } from './guard'
import { type SessionCookie, sessionCookie } from './sessions'

export type Surroundings = {
  env: Env
  /** The bound port, which is not `env.port` when that was 0. */
  port: number
  /** `https://studio.example.org` or `http://127.0.0.1:3000`: what addresses of this studio begin with. */
  origin: string
  guard: GuardConfig
  cookie: SessionCookie
  /** True once the process has been told to end: what fails from then on is nobody's fault. */
  isEnding: boolean
}

const slot = Symbol.for('safelight.surroundings')
const openedSlot = Symbol.for('safelight.opened')
type Holder = { [slot]?: Surroundings | undefined; [openedSlot]?: (() => void) | undefined }

/** How a person on this machine reaches `host`: an address that means "all of them" cannot be opened. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return net.isIPv6(host) ? `[${host}]` : host
}

export function describeSurroundings(env: Env, port: number): Surroundings {
  return {
    env,
    port,
    origin: env.origin ?? `http://${reachable(env.host)}:${port}`,
    guard: { origin: env.origin, allowAddresses: !isLoopback(env.host) },
    cookie: sessionCookie(env.origin, port),
    isEnding: false,
  }
}

/** Called once the port is bound, and by tests. */
export function rememberSurroundings(surroundings: Surroundings): void {
  ;(globalThis as Holder)[slot] = surroundings
}

/** Falls back to what the environment says, for tests and for tools that call a route without a server. */
export function surroundings(): Surroundings {
  const holder = globalThis as Holder
  if (holder[slot] === undefined) {
    const env = parseEnv(process.env)
    holder[slot] = describeSurroundings(env, env.port)
  }
  return holder[slot]
}

/**
 * Resolves when the studio has been opened. Next's `prepare()` does not wait for instrumentation.ts in production,
 * and a studio that is not open must not say that it is ready.
 */
export function whenOpened(): Promise<void> {
  return new Promise((resolve) => {
    ;(globalThis as Holder)[openedSlot] = resolve
  })
}

/** See `whenOpened`. */
export function tellOpened(): void {
  ;(globalThis as Holder)[openedSlot]?.()
}
