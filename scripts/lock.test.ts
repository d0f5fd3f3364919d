import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Locked = {
  version: string
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
  resolved?: string
}
type Lock = { packages: Record<string, Locked> }

const lock = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
) as Lock
const manifest = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as Record<'dependencies' | 'devDependencies', Record<string, string>>

/** Versions below which a published hole is open (cumulative advisories up to November 2026). */
const floors = { next: '16.3.3', react: '19.2.6', 'react-dom': '19.2.6', sharp: '0.35.4' } as const

/** better-sqlite3 from this version carries SQLite 3.51.3 or newer, which ends the WAL-reset corruption. */
const sqliteBindingFloor = '12.8.0'

const parts = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number)

function isAtLeast(version: string, floor: string): boolean {
  const [have, want] = [parts(version), parts(floor)]
  const differing = have.findIndex((part, index) => part !== want[index])
  return differing === -1 || (have[differing] ?? 0) > (want[differing] ?? 0)
}

const locked = (name: string) => lock.packages[`node_modules/${name}`]?.version ?? '0.0.0'

describe('the lock file', () => {
  it.each(Object.entries(floors))('holds %s at or above %s', (name, floor) => {
    expect(isAtLeast(locked(name), floor), `${name} ${locked(name)}`).toBe(true)
  })

  it('holds an SQLite without the WAL-reset corruption', () => {
    expect(isAtLeast(locked('better-sqlite3'), sqliteBindingFloor)).toBe(true)
  })

  it('lists every platform of every package that ships one binary per platform', () => {
    const names = Object.keys(lock.packages)
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !names.some((other) => other.endsWith(`node_modules/${name}`)))
        .map((name) => `${path} lacks ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('lets only two packages run code when they are installed', () => {
    const running = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .filter((name) => name !== 'fsevents')
    expect(running.sort()).toEqual(['better-sqlite3', 'esbuild'])
  })

  it('names no registry host', () => {
    const named = Object.entries(lock.packages).filter(([, entry]) => entry.resolved)
    expect(named).toEqual([])
  })
})

describe('the manifest', () => {
  it('pins every dependency exactly', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
    )
    expect(loose).toEqual([])
  })

  it('gives every dependency its line in docs/dependencies.md', () => {
    const page = readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8')
    const unexplained = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
      .filter((name) => !name.startsWith('@types/'))
      .filter((name) => !page.includes(name))
    expect(unexplained).toEqual([])
  })
})
