/**
 * Makes the project ready for what npm is about to do, and does nothing when it already is:
 *
 *   node scripts/ready.mjs install   packages
 *   node scripts/ready.mjs build     packages, and the production build when the sources changed
 *   node scripts/ready.mjs test      packages, Chromium, and PostgreSQL where it can be had by itself
 *
 * Plain JavaScript on node alone: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findPostgres } from './postgres-programs.mjs'

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')
const inFolder = (...names) => path.join(folder, ...names)

function say(sentence) {
  console.log(`\u203a ${sentence}`)
}

/** Runs a program to its end, its output shown; a failure ends this process with the same code. */
function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: folder, stdio: 'inherit', ...options })
  if (error !== undefined) {
    console.error(`${program} could not be run: ${error.message}`)
    process.exit(1)
  }
  if (status !== 0) process.exit(status ?? 1)
}

/** npm as it was called; started through node, because `npm` itself is a script that Windows cannot spawn. */
function npm(...args) {
  const own = process.env.npm_execpath
  if (own !== undefined && /npm-cli\.c?js$/.test(own)) run(process.execPath, [own, ...args])
  else run('npm', args, { shell: process.platform === 'win32' })
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** What the packages depend on: the lock, and node's ABI, for which the native ones were compiled. */
function packagesFingerprint() {
  return createHash('sha256')
    .update(readFileSync(inFolder('package-lock.json')))
    .update(process.versions.modules)
    .digest('hex')
}

function install() {
  const marker = inFolder('node_modules', '.safelight-packages')
  const installed = inFolder('node_modules', '.package-lock.json')
  const fingerprint = packagesFingerprint()
  if (readText(marker) === fingerprint) return
  // Somebody ran npm by hand: believe it when it was after the last change of the lock.
  const isCurrent =
    !existsSync(marker) &&
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(inFolder('package-lock.json')).mtimeMs
  if (!isCurrent) {
    say('Installing packages. This happens once, and takes a minute or two.')
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
  }
  writeFileSync(marker, fingerprint)
}

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'scripts/tsconfig.json',
  'server.ts',
]

function* filesUnder(name) {
  const file = inFolder(name)
  if (!existsSync(file)) return
  if (statSync(file).isFile()) {
    yield name
    return
  }
  const entries = readdirSync(file).sort()
  for (const entry of entries) yield* filesUnder(path.join(name, entry))
}

/** Contents, not times: a checkout or a copy of the same sources needs no new build. */
function sourcesFingerprint() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const name of filesUnder(source)) {
      if (/\.test\.tsx?$/.test(name)) continue
      hash
        .update(`${name}\0`)
        .update(readFileSync(inFolder(name)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function build() {
  const dist = path.resolve(folder, process.env.SAFELIGHT_DIST || '.next')
  const marker = path.join(dist, 'safelight-sources')
  const fingerprint = sourcesFingerprint()
  if (existsSync(path.join(dist, 'BUILD_ID')) && readText(marker) === fingerprint) return
  say('Building the studio. This happens once for each change, and takes about half a minute.')
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  // Next adds the types of its output folder to tsconfig.json; those of a second folder do not belong there.
  const tsconfig = readText(inFolder('tsconfig.json'))
  run(process.execPath, [next, 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (readText(inFolder('tsconfig.json')) !== tsconfig) {
    writeFileSync(inFolder('tsconfig.json'), tsconfig)
  }
  bundleServer(path.join(dist, 'safelight-server.mjs'))
  writeFileSync(marker, fingerprint)
}

/** server.ts as one file, which node reads a third of a second sooner than its sources through tsx. */
function bundleServer(file) {
  // The esbuild that tsx brings along.
  const require = createRequire(createRequire(import.meta.url).resolve('tsx'))
  require('esbuild').buildSync({
    entryPoints: [inFolder('server.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: inFolder('scripts/tsconfig.json'),
  })
}

const mayInstallPackages = existsSync('/etc/debian_version') && process.getuid?.() === 0

/** Whether they are there now. */
function debianPackages(...names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env })
  const install = ['install', '-y', '-qq', ...names]
  return spawnSync('apt-get', install, { env, stdio: 'inherit' }).status === 0
}

/** Debian's package, for its programs: the tests start a server of their own. Elsewhere they do without. */
function postgres() {
  if (!mayInstallPackages || findPostgres() !== null) return
  say('Installing PostgreSQL for the tests on it.')
  if (!debianPackages('postgresql')) process.exit(1)
}

const systemChromium = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Debian's package where we may install it (it brings its libraries along), else Playwright's own download. */
function browser() {
  if (systemChromium.some(existsSync)) return
  const require = createRequire(import.meta.url)
  if (existsSync(require('playwright-core').chromium.executablePath())) return
  if (mayInstallPackages) {
    say('Installing Chromium for the browser tests.')
    // Not every release of Debian has the shell, which is smaller and quicker.
    const isThere =
      debianPackages('chromium-headless-shell', 'fonts-noto-cjk') ||
      debianPackages('chromium', 'fonts-noto-cjk')
    if (!isThere) process.exit(1)
    return
  }
  say('Downloading Chromium for the browser tests.')
  run(process.execPath, [require.resolve('@playwright/test/cli'), 'install', 'chromium'])
}

const steps = {
  install: [install],
  build: [install, build],
  test: [install, browser, postgres],
}

const asked = steps[process.argv[2]]
if (asked === undefined) {
  console.error('Say what to make ready: install, build or test.')
  process.exit(64)
}
for (const step of asked) step()
