import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

/** Debian puts each major version into a folder of its own, off the path; Homebrew links the one it has. */
const debian = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`, of the newest version there is; null where there is none. */
export function findPostgres() {
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== ''),
  ]
  const isWhole = (folder) =>
    ['initdb', 'postgres', 'pg_isready'].every((name) => existsSync(path.join(folder, name)))
  return folders.find(isWhole) ?? null
}
