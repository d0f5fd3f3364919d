import 'server-only'
/** A client beside a demo gateway that speaks its dialect, in time that is moved by hand. */
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { parseFaults } from '@/lib/demo/faults'
import { createDemoGateway, type DemoGateway, type DemoGatewayOptions } from '@/lib/demo/gateway'
import type { GatewayAuth } from '@/lib/mj/gateways'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { TaskReport } from '@/lib/mj/task'
import { createGateway } from '../client'
import type { Dialect } from '../dialect'
import type { Gateway } from '../gateway'

export const paceMs = 12_000
export const fox = { verb: 'imagine', prompt: 'a red fox --ar 1:1' } as const satisfies Submission

const key = 'sk-demo0contract'
const baseUrl = 'http://demo.localhost'

export type DemoWorld = {
  demo: DemoGateway
  gateway: Gateway
  /** Another client, with a key of its own. */
  connect: (secret: string) => Gateway
  pass: (ms: number) => void
  /** Throws where the gateway does not know the task. */
  found: (taskId: string) => Promise<TaskReport>
}

/** Called within a test, at whose end it is gone. */
export async function openDemoWorld(
  { dialect, auth = dialect.auths[0] }: { dialect: Dialect; auth?: GatewayAuth },
  { faults = '', ...options }: Omit<DemoGatewayOptions, 'faults'> & { faults?: string },
): Promise<DemoWorld> {
  let time = Date.UTC(2026, 10, 21)
  const now = () => time
  const plan = parseFaults(faults)
  const demo = await createDemoGateway({ key, paceMs, now, baseUrl, faults: plan, ...options })
  onTestFinished(() => demo.close())
  const connect = (secret: string) =>
    createGateway({
      id: 'demo',
      name: 'Demo',
      baseUrl,
      key: secret,
      auth,
      dialect,
      now,
      send: (request) => demo.handle(request),
    })
  const gateway = connect(key)
  return {
    demo,
    gateway,
    connect,
    pass(ms) {
      time += ms
    },
    async found(taskId) {
      const read = await gateway.fetch(taskId)
      if (read.type !== 'found') throw new Error(`not found: ${JSON.stringify(read)}`)
      return read.report
    },
  }
}

/** A picture of one colour, as a data URL. */
export async function pictureOf(background: string): Promise<string> {
  const create = { width: 64, height: 64, channels: 3, background } as const
  return `data:image/png;base64,${(await sharp({ create }).png().toBuffer()).toString('base64')}`
}

/** Throws for a submit that was not taken. */
export function taskIdOf(outcome: SubmitOutcome): string {
  if (!('taskId' in outcome)) throw new Error(`not taken: ${JSON.stringify(outcome)}`)
  return outcome.taskId
}
