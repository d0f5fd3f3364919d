import 'server-only'
/**
 * The studio of this process. Next builds instrumentation and route handlers as separate module graphs, so a
 * module's own variable would exist twice: the one studio hangs on the global object instead.
 */
import { StudioError } from '@/lib/mj/errors'
import type { Env } from './env'
import { connectEnvironment, openDemo } from './gateways'
import { openStudio, type RunningStudio } from './open-studio'
import type { Studio } from './studio'

type Running = { starting?: Promise<RunningStudio>; studio?: RunningStudio }

const key = Symbol.for('safelight.studio')

function running(): Running {
  const holder = globalThis as { [key]?: Running }
  return (holder[key] ??= {})
}

/** Puts a studio that is open where `studio()` finds it. */
export function rememberStudio(studio: RunningStudio): void {
  running().studio = studio
}

/** Opens the studio of this process; called again, it answers the same one. Throws `unavailable`. */
export function startStudio(env: Env): Promise<Studio> {
  const here = running()
  here.starting ??= open(env).then(
    (studio) => {
      rememberStudio(studio)
      return studio
    },
    (error: unknown) => {
      delete here.starting
      throw error
    },
  )
  return here.starting
}

async function open(env: Env): Promise<RunningStudio> {
  const studio = await openStudio({
    folder: env.dataFolder,
    ...(env.databaseUrl !== null && { database: { url: env.databaseUrl } }),
    environment: env.gateway && connectEnvironment(env.gateway, env.imageHosts),
    openDemo: () => openDemo(env),
    secret: env.secret,
    origin: env.origin,
    s3: env.s3,
    scrubBytesPerDay: env.scrubBytesPerDay,
    quotaBytes: env.quotaBytes,
  })
  return {
    ...studio,
    async close() {
      await studio.close()
      delete running().studio
      delete running().starting
    },
  }
}

/** Throws `unavailable` before the studio has been started. */
export function studio(): RunningStudio {
  const here = running().studio
  if (here === undefined) throw new StudioError('unavailable', 'the studio is still starting')
  return here
}
