/**
 * Starts the studio: `node scripts/start.mjs`, with `--dev` for the developer's loop. server.ts runs in this very
 * process: as `npm run build` has bundled it, or read by tsx while developing.
 */
import { existsSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { loadEnvFile } from './env-file.mjs'

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')
const isDevelopment = process.argv.includes('--dev')

// From node 22 on, what was compiled once is not compiled again.
module.enableCompileCache?.()
process.chdir(folder)
loadEnvFile(folder)
process.env.NODE_ENV = isDevelopment ? 'development' : 'production'
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const { serve } = await (isDevelopment ? fromSources() : fromBuild())
await serve({ folder, isDevelopment })

async function fromSources() {
  const { register } = await import('tsx/esm/api')
  // `server-only` throws outside Next's bundler. The tsconfig maps it to nothing; setting the `react-server`
  // condition instead would hand Next's own renderer the wrong React.
  const unregister = register({ tsconfig: path.join(folder, 'scripts/tsconfig.json') })
  const server = await import('../server.ts')
  await unregister()
  return server
}

function fromBuild() {
  const dist = path.resolve(folder, process.env.SAFELIGHT_DIST || '.next')
  const file = path.join(dist, 'safelight-server.mjs')
  if (!existsSync(file)) {
    console.error('The studio is not built yet: `npm start` builds it, or `npm run build`.')
    process.exit(1)
  }
  return import(pathToFileURL(file).href)
}
