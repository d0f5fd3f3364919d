import { expect } from '@playwright/test'
import type { OpenDemo } from './demos'

/** The other side, asked behind the studio's back. */
export type Demo = {
  url: string
  /** How many submits it has taken money for. */
  charges(): Promise<number>
  counts(): Promise<unknown>
  /** Sets faults in the words of `lib/demo/faults.ts`, e.g. `html-502 next=1`; null ends them. */
  faults(plan: string | null): Promise<void>
  pace(ms: number): Promise<void>
  /** What its account may do, in the words of `lib/demo/gateway.ts`: `{ hasFilms: true }`. */
  account(settings: Readonly<Record<string, boolean>>): Promise<void>
}

/** Asks the demo by its control endpoint, with the key that the studio has. */
export function demoOf(demo: OpenDemo): Demo {
  const ask = async (at: string, body?: unknown) => {
    const answer = await fetch(`${demo.url}/demo/${at}`, {
      headers: { authorization: `Bearer ${demo.key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    expect(answer.status).toBe(200)
    return answer.json()
  }
  return {
    url: demo.url,
    counts: () => ask('counts'),
    async charges() {
      const { charges } = (await ask('counts')) as { charges: readonly unknown[] }
      return charges.length
    },
    async faults(plan) {
      await ask('control', { faults: plan })
    },
    async pace(ms) {
      await ask('control', { paceMs: ms })
    },
    async account(settings) {
      await ask('control', settings)
    },
  }
}
