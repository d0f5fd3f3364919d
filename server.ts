/**
 * The process: reads the environment, binds the port, puts the ring in front of Next and prints the address that
 * signs in. The studio itself is opened by instrumentation.ts, inside Next's own module graph.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import next from 'next'
import { access } from '@/lib/server/access'
import { configurationExitCode, EnvError, isLoopback, parseEnv, type Env } from '@/lib/server/env'
import { outliveReaders } from '@/lib/server/log'
import { admit, harden, ringLimits } from '@/lib/server/ring'
import {
  describeSurroundings,
  rememberSurroundings,
  type Surroundings,
  whenOpened,
} from '@/lib/server/ring-address'
import type { Studio } from '@/lib/server/studio'

/** A submit may take longer than this to be answered; it is in the ledger and the next start picks it up. */
const drainMs = 25_000

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Starts the studio of the project in `folder`. Ends the process, with one sentence a line, where it cannot. */
export async function serve(options: { folder: string; isDevelopment: boolean }): Promise<void> {
  const { folder, isDevelopment } = options
  outliveReaders([process.stdout, process.stderr])
  const env = readEnv(folder)
  let accept: (handler: Handler) => void = () => undefined
  const ready = new Promise<Handler>((resolve) => {
    accept = resolve
  })
  let surroundings = describeSurroundings(env, env.port)
  const ring = {
    guard: surroundings.guard,
    trustedProxies: env.trustedProxies,
    isDevelopment,
  }
  // Bound before Next is awake: a taken port is told at once, and an early browser waits instead of failing.
  const server = createServer(ringLimits, (request, response) => {
    if (!admit(request, response, ring)) return
    // A kept-alive connection may ask once more while the process ends.
    if (surroundings.isEnding) {
      response.writeHead(503, { connection: 'close', 'retry-after': '1' }).end()
      return
    }
    ready.then((handle) => handle(request, response)).catch(() => response.destroy())
  })
  harden(server, isDevelopment)
  surroundings = describeSurroundings(env, await listen(server, env))
  rememberSurroundings(surroundings)

  const app = next({
    dev: isDevelopment,
    dir: folder,
    hostname: env.host,
    port: surroundings.port,
    ...(isDevelopment ? { httpServer: server } : {}),
  })
  const opened = whenOpened()
  await app.prepare()
  await opened
  accept(app.getRequestHandler())
  endGracefully(server, surroundings)
  await greet(surroundings)
}

function readEnv(folder: string): Env {
  try {
    return parseEnv(process.env, folder)
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    for (const problem of error.problems) console.error(problem)
    process.exit(configurationExitCode)
  }
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      console.error(whyNotBound(error, env))
      process.exit(1)
    })
    server.listen(env.port, env.host, () => resolve((server.address() as AddressInfo).port))
  })
}

function whyNotBound(error: NodeJS.ErrnoException, env: Env): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${env.port} is taken: stop what uses it, or start with another, like PORT=${env.port + 1}.`
    case 'EACCES':
      return `Port ${env.port} may not be used by this account: choose one above 1023 with PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `SAFELIGHT_HOST=${env.host} is not an address of this machine.`
    default:
      return `The studio cannot listen on ${env.host}, port ${env.port}: ${error.message}.`
  }
}

async function greet({ env, origin }: Surroundings): Promise<void> {
  const token = await access().startTokens.mint()
  const gateway = openedStudio()?.connected()[0]
  const name = gateway?.isDemo ? 'the demo gateway (no key needed)' : gateway?.name
  console.log(`Safelight is ready, with ${name}.`)
  console.log(`Open this address to sign in. It works once, for ten minutes:\n`)
  console.log(`  ${origin}/#t=${token}\n`)
  if (env.origin === null && !isLoopback(env.host)) {
    console.log(
      'Over plain http anyone on the network can read what you send: put https in front and set SAFELIGHT_ORIGIN.',
    )
  }
}

/**
 * Stops taking requests, lets those under way end, closes the studio, and goes: on the second signal, or after
 * 25 seconds, at once.
 */
function endGracefully(server: Server, surroundings: Surroundings): void {
  let since = 0
  const end = () => {
    if (surroundings.isEnding) {
      // npm passes on the ctrl-c that the terminal has already sent: that is not a person losing patience.
      if (Date.now() - since > 1_000) process.exit(1)
      return
    }
    since = Date.now()
    surroundings.isEnding = true
    setTimeout(() => process.exit(0), drainMs).unref()
    const drained = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    // Closing the studio answers the long polls, and with them the last connections end.
    void closeStudio()
      .then(() => Promise.race([drained, new Promise((go) => setTimeout(go, 2_000))]))
      .finally(() => process.exit(0))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

async function closeStudio(): Promise<void> {
  await openedStudio()?.close()
}

/** The studio lives in Next's module graph; what both share is `globalThis` (lib/server/running-studio.ts). */
function openedStudio(): Pick<Studio, 'close' | 'connected'> | undefined {
  const holder = globalThis as {
    [key: symbol]: { studio?: Pick<Studio, 'close' | 'connected'> } | undefined
  }
  return holder[Symbol.for('safelight.studio')]?.studio
}
