/**
 * The victim as one file: node reads it in a fifth of the time that its sources take through tsx, and a scenario that
 * kills it two hundred times also starts it two hundred times.
 */
import { mkdir, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')

let bundled: Promise<string> | undefined

/** Answers the file, made anew from the sources once in each process. */
export function victimProgram(): Promise<string> {
  bundled ??= bundle(path.join(folder, 'node_modules/.cache/safelight-victim.mjs'))
  return bundled
}

async function bundle(file: string): Promise<string> {
  // The esbuild that tsx brings along.
  const require = createRequire(createRequire(import.meta.url).resolve('tsx'))
  const { build } = require('esbuild') as { build: (options: object) => Promise<unknown> }
  await mkdir(path.dirname(file), { recursive: true })
  // Two scenarios may begin at once: neither may start what the other has half written.
  const own = `${file}.${process.pid}`
  await build({
    entryPoints: [path.join(folder, 'torture/victim.ts')],
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
