import 'server-only'
/**
 * A program of the tests as one file: node reads it in a fifth of the time that its sources take through tsx, and what
 * is killed two hundred times is also started two hundred times.
 */
import { mkdir, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.resolve(fileURLToPath(import.meta.url), '../../../..')

const bundles = new Map<string, Promise<string>>()

/** Answers the file for `entry` (`torture/victim.ts`), made anew from the sources once in each process. */
export function bundled(entry: string): Promise<string> {
  const file = bundles.get(entry) ?? bundle(entry)
  bundles.set(entry, file)
  return file
}

async function bundle(entry: string): Promise<string> {
  const name = path.basename(entry, '.ts')
  const file = path.join(folder, `node_modules/.cache/safelight-${name}.mjs`)
  // The esbuild that tsx brings along.
  const require = createRequire(createRequire(import.meta.url).resolve('tsx'))
  const { build } = require('esbuild') as { build: (options: object) => Promise<unknown> }
  await mkdir(path.dirname(file), { recursive: true })
  // Two may begin at once: neither may start what the other has half written.
  const own = `${file}.${process.pid}`
  await build({
    entryPoints: [path.join(folder, entry)],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: path.join(folder, 'scripts/tsconfig.json'),
    logLevel: 'error',
  })
  await rename(own, file)
  return file
}
