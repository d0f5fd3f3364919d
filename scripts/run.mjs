/**
 * Runs a command of the project: `node scripts/run.mjs lib/server/command/token.ts list`. TypeScript through tsx,
 * and with the condition under which `server-only` means nothing.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { loadEnvFile } from './env-file.mjs'

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')
const [file, ...rest] = process.argv.slice(2)
if (file === undefined) {
  console.error('Say which file to run: node scripts/run.mjs <file.ts> [arguments]')
  process.exit(64)
}

loadEnvFile(folder)
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const command = path.resolve(folder, file)
const child = spawn(
  process.execPath,
  ['--conditions=react-server', '--import', tsx, command, ...rest],
  { stdio: 'inherit', cwd: folder },
)
// The child hears ctrl-c itself; this parent only waits for it and passes on what was meant for it alone.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 143)))
