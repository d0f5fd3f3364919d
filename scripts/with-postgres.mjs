/**
 * Runs a command beside a PostgreSQL of its own, whose address it finds in `TEST_DATABASE_URL`:
 *
 *   node scripts/with-postgres.mjs npx vitest run --config vitest.postgres.config.ts
 *
 * The server listens on a socket in a folder of its own, forgets about power cuts, and is gone afterwards. Where there
 * is no PostgreSQL the command is left out, in one line; on Debian with CI=true that is a failure.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { findPostgres } from './postgres-programs.mjs'

const program = (name) => path.join(programs, name)

/** Whom the server runs as: it refuses to run as root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (ids.every(({ status }) => status === 0)) {
      const [uid, gid] = ids.map(({ stdout }) => Number(stdout))
      return { uid, gid }
    }
  }
  throw new Error('there is no account that PostgreSQL could run as')
}

function must(name, args, who) {
  const { status, stderr, error } = spawnSync(program(name), args, { encoding: 'utf8', ...who })
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? stderr}`)
}

async function startServer(folder, who) {
  const data = path.join(folder, 'data')
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: 200,
    fsync: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
  }
  must('initdb', ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--auth=trust', '--no-sync'], {
    ...who,
    cwd: folder,
  })
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const server = spawn(program('postgres'), ['-D', data, ...args], {
    ...who,
    cwd: folder,
    stdio: 'ignore',
  })
  for (let tries = 0; ; tries += 1) {
    const { status } = spawnSync(program('pg_isready'), ['-q', '-h', folder, '-U', 'postgres'])
    if (status === 0) return server
    if (server.exitCode !== null || tries > 100) throw new Error('PostgreSQL did not come up')
    await delay(100)
  }
}

/** The end of the command, as a shell would tell it. */
function runCommand(url) {
  const [command, ...args] = process.argv.slice(2)
  const env = { ...process.env, TEST_DATABASE_URL: url }
  const child = spawn(command, args, { stdio: 'inherit', env })
  // The child hears ctrl-c itself; this parent only waits for it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

async function withServer(work) {
  const who = unprivileged()
  const folder = await mkdtemp(path.join(tmpdir(), 'safelight-postgres-'))
  let server
  try {
    if (who.uid !== undefined) await chown(folder, who.uid, who.gid)
    await chmod(folder, 0o700)
    server = await startServer(folder, who)
    return await work(`postgres://postgres@${encodeURIComponent(folder)}/postgres`)
  } finally {
    if (server !== undefined && server.exitCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      // "Immediate": nobody will open this data again.
      server.kill('SIGQUIT')
      await gone
    }
    await rm(folder, { recursive: true, force: true })
  }
}

const programs = findPostgres()
if (programs === null) {
  console.log('\u203a There is no PostgreSQL here: the tests that need one are left out.')
  process.exit(process.env.CI === 'true' && existsSync('/etc/debian_version') ? 1 : 0)
}
process.exit(await withServer(runCommand))
