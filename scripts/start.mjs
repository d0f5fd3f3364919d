/**
 * Starts the studio: `node scripts/start.mjs`, with `--dev` for the developer's loop. server.ts runs in this very
 * process, read by tsx.
 */
import module from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'
import { loadEnvFile } from './env-file.mjs'

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')
const isDevelopment = process.argv.includes('--dev')

// From node 22 on, what was compiled once is not compiled again.
module.enableCompileCache?.()
process.chdir(folder)
loadEnvFile(folder)
process.env.NODE_ENV = isDevelopment ? 'development' : 'production'
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

// `server-only` throws outside Next's bundler. The tsconfig maps it to nothing; setting the `react-server`
// condition instead would hand Next's own renderer the wrong React.
const unregister = register({ tsconfig: path.join(folder, 'scripts/tsconfig.json') })
const { serve } = await import('../server.ts')
await unregister()
await serve({ folder, isDevelopment })
