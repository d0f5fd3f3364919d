import 'server-only'
/** Runs a command of the project as npm would, less the project's own `.env`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export type Ended = { code: number; out: string; err: string }

export async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const file = `lib/server/command/${command}.ts`
  const options = ['--conditions=react-server', '--import', 'tsx', file, ...args]
  const { PATH, HOME, NODE_ENV } = process.env
  const child = spawn(process.execPath, options, {
    env: { PATH, HOME, NODE_ENV, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code: code as number, out, err }
}
