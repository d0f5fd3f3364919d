import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openDiskBlobs } from './disk'

/** Puts one blob of 300 kB after the other, and names each when it is durable. */
const writer = `
  import { openDiskBlobs } from '@/lib/storage/disk'
  const blobs = await openDiskBlobs(process.env.FOLDER)
  for (let index = 0; ; index++) {
    const { sha256 } = await blobs.put(Buffer.alloc(300_000, process.env.ROUND + '-' + index))
    process.stdout.write(sha256 + '\\n')
  }
`

/** Kills the writer as soon as it has named `count` blobs; it is then at work on another. */
async function writeAndKill(folder: string, round: number, count: number): Promise<string[]> {
  const options = [
    '--conditions=react-server',
    '--import=tsx',
    '--input-type=module',
    '--eval',
    writer,
  ]
  const child = spawn(process.execPath, options, {
    env: { ...process.env, FOLDER: folder, ROUND: String(round) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const named: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    named.push(line)
    if (named.length === count) child.kill('SIGKILL')
  }
  expect((await exit)[1]).toBe('SIGKILL')
  return named
}

test('a killed writer loses nothing it has named, and leaves nothing half', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-kill-'))
  try {
    const named: string[] = []
    for (const [round, count] of [1, 7, 20].entries()) {
      named.push(...(await writeAndKill(folder, round, count)))
    }
    const blobs = await openDiskBlobs(folder)
    const kept = new Set<string>()
    for await (const sha256 of blobs.list()) {
      expect(await blobs.get(sha256, { verify: true })).toHaveLength(300_000)
      kept.add(sha256)
    }
    expect(named.length).toBeGreaterThanOrEqual(28)
    for (const sha256 of named) expect(kept).toContain(sha256)
    await blobs.sweep(Date.now(), 0)
    expect(await blobs.sweep(Date.now(), 0)).toBe(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
