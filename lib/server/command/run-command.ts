import 'server-only'
/** How a command ends: with what `work` returns, or with a sentence for whatever went wrong. */
import { EnvError, configurationExitCode, type Env, parseEnv } from '@/lib/server/env'

/** What `sysexits.h` calls wrong arguments, and a service that cannot be had. */
const usageExitCode = 64
const unavailableExitCode = 69

/** Thrown for arguments that make no sense; `usage` is printed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export async function runCommand(
  usage: string,
  work: (env: Env) => Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await work(parseEnv(process.env))
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    if (isUsage(error)) console.error(usage)
    else if (isForPeople(error)) console.error(error.message)
    else throw error
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof EnvError) return configurationExitCode
  return isUsage(error) ? usageExitCode : unavailableExitCode
}

/** Also what node's own `parseArgs` throws for options that it does not know. */
function isUsage(error: unknown): boolean {
  if (error instanceof UsageError) return true
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE')
}

function isForPeople(error: unknown): error is Error {
  return error instanceof EnvError || (error instanceof Error && error.name === 'StudioError')
}
