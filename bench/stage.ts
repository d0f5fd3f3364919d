/** A built studio in front of a demo gateway of its own, for the length of one measurement. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DemoProcess, freePort, seedFolder, startDemo, startStudio } from '../e2e/processes'

const key = 'sk-bench-gateway-key'

export type Stage = {
  url: string
  /** Signs in, once. */
  signInUrl: string
  demo: DemoProcess
}

/** Starts both on free ports and a new data folder (with `seeded` tasks), measures, and leaves nothing behind. */
export async function withStudio(
  options: { paceMs: number; seeded?: number },
  measure: (stage: Stage) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'safelight-bench-'))
  const demo = await startDemo({
    folder: path.join(folder, 'gateway'),
    key,
    paceMs: options.paceMs,
  })
  try {
    const data = path.join(folder, 'data')
    if (options.seeded !== undefined) await seedFolder(data, options.seeded)
    const studio = await startStudio({
      PORT: String(await freePort()),
      SAFELIGHT_DATA: data,
      SAFELIGHT_GATEWAY_URL: demo.url,
      SAFELIGHT_GATEWAY_KEY: key,
    })
    try {
      await measure({ url: studio.url, signInUrl: studio.signInUrl, demo })
    } finally {
      await studio.end('SIGTERM')
    }
  } finally {
    await demo.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}
