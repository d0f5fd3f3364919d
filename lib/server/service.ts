import 'server-only'
/** What a start opens beside the studio itself, and how a start that cannot succeed ends. */
import { openAccess } from './access'
import { describeError } from './log'
import { surroundings, tellOpened } from './ring-address'
import { startStudio, studio } from './running-studio'

/**
 * Opens the studio and the ways into it. Where that fails (a folder that cannot be written, another process that
 * holds it, a database that is damaged) the process ends with one sentence: a studio without its ledger must not
 * answer.
 */
export async function openForService(): Promise<void> {
  const { env } = surroundings()
  try {
    await startStudio(env)
    const { db, clock, isShared } = studio()
    openAccess({ db, password: env.password, now: () => clock.now(), isShared })
    tellOpened()
  } catch (error) {
    // The sentence of a `StudioError` is written for people; anything else is told with where it came from.
    const isForPeople = error instanceof Error && error.name === 'StudioError'
    process.stderr.write(`${isForPeople ? error.message : describeError(error)}\n`)
    process.exit(1)
  }
}
