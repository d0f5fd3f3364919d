/** Studios and demo gateways as processes of their own, started and ended as their owners would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')

export type Running = {
  pid: number
  /** Everything it wrote so far, on both of its outputs. */
  output(): string
  /** Sends a signal and waits for the end; resolves with the exit code, or null after a kill. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Variables of this shell that would turn a test's studio into somebody's own. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter(
    (name) => name === 'SAFELIGHT_DIST' || !/^(SAFELIGHT_|S3_|PORT$|NODE_ENV$)/.test(name),
  )
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as NodeJS.ProcessEnv
}

function run(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: folder,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function watch(child: ChildProcess): Running {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  }
  return {
    pid: child.pid!,
    output: () => text,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const exited = once(child, 'exit')
      child.kill(signal)
      const [code] = (await exited) as [number | null]
      return code
    },
  }
}

/** Resolves with the first match in what `child` writes; throws with all it wrote when it ends before. */
function told(child: ChildProcess, running: Running, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = pattern.exec(running.output())
      if (match !== null) resolve(match)
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => {
      reject(new Error(`it ended with ${code} and said:\n${running.output()}`))
    })
  })
}

export type StudioProcess = Running & { url: string; signInUrl: string }

/** Starts a built studio and waits for the address it prints. */
export async function startStudio(env: Readonly<Record<string, string>>): Promise<StudioProcess> {
  const child = run(['scripts/start.mjs'], env)
  const running = watch(child)
  const match = await told(child, running, /(https?:\/\/\S+)\/#t=\S+/)
  return { ...running, url: match[1]!, signInUrl: match[0] }
}

/** Starts a studio that is expected to refuse; resolves with its exit code and its words. */
export async function startRefused(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = run(['scripts/start.mjs'], env)
  const running = watch(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: running.output() }
}

/** Runs a plain script to its end, in an environment without anything of ours. */
export async function runClient(
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = run(args, {})
  const running = watch(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: running.output() }
}

/** Runs one of the project's commands to its end. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = run(['scripts/run.mjs', ...args], env)
  const running = watch(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: running.output() }
}

/** Fills a data folder with a library before any studio runs on it. */
export async function seedFolder(data: string, tasks: number): Promise<void> {
  const args = ['bench/seed.ts', '--tasks', String(tasks), '--data', data]
  const { code, output } = await runCommand(args, {})
  if (code !== 0) throw new Error(`the library could not be seeded:\n${output}`)
}

export type DemoProcess = Running & { url: string; key: string }

/** The demo gateway alone on a port, as `npm run demo-gateway` serves it. */
export async function startDemo(options: {
  folder: string
  key: string
  paceMs: number
  personality?: string
}): Promise<DemoProcess> {
  const port = await freePort()
  const child = run(['scripts/run.mjs', 'lib/demo/command/serve.ts'], {
    PORT: String(port),
    SAFELIGHT_GATEWAY_KEY: options.key,
    SAFELIGHT_DEMO_PACE: String(options.paceMs),
    SAFELIGHT_DEMO_FOLDER: options.folder,
    SAFELIGHT_DEMO_PERSONALITY: options.personality ?? 'plus',
  })
  const running = watch(child)
  await told(child, running, /demo gateway on/)
  return { ...running, url: `http://127.0.0.1:${port}`, key: options.key }
}
