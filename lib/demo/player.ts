import 'server-only'
/** For tests: somebody at the gateway's counter, with a clock of their own. Speaks only what goes over the wire. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createDemoGateway, type DemoGateway, type DemoGatewayOptions } from './gateway'
import type { DemoButton } from './buttons'

export type SubmitAnswer = {
  code: number
  description: string
  result: string
  properties: Record<string, unknown>
}
export type WireTask = {
  id: string
  action: string
  status: string
  prompt: string
  promptEn: string
  progress: string | null
  imageUrl: string | null
  failReason: string | null
  state: string | null
  startTime: number | null
  finishTime: number | null
  buttons: DemoButton[]
  properties: Record<string, unknown>
}
export type Pixels = { width: number; height: number; at(x: number, y: number): number[] }

export type Player = Awaited<ReturnType<typeof createPlayer>>

export const paceMs = 10_000

export async function createPlayer(options: DemoGatewayOptions = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'safelight-player-')))
  let now = 1_790_000_000_000
  const open = () =>
    createDemoGateway({ paceMs, paintsAhead: false, now: () => now, ...options, folder })
  let gateway: DemoGateway = await open()

  async function send(path: string, body?: unknown, headers: Record<string, string> = {}) {
    const url = path.startsWith('http') ? path : `http://demo.localhost${path}`
    return gateway.handle(
      body === undefined
        ? new Request(url, { headers })
        : new Request(url, { method: 'POST', body: JSON.stringify(body), headers }),
    )
  }

  async function submit(path: string, body: object): Promise<SubmitAnswer> {
    return (await (await send(`/mj/submit/${path}`, body)).json()) as SubmitAnswer
  }

  async function fetch(id: string): Promise<WireTask> {
    return (await (await send(`/mj/task/${id}/fetch`)).json()) as WireTask
  }

  /** Long enough for anything to end. */
  function wait(ms = paceMs * 10): void {
    now += ms
  }

  async function finished(answer: SubmitAnswer): Promise<WireTask> {
    wait()
    return fetch(answer.result)
  }

  return {
    send,
    submit,
    fetch,
    wait,
    finished,
    now: () => now,
    counts: () => gateway.counts(),
    deliverHooks: () => gateway.deliverHooks(),
    imagine: async (prompt: string, more: object = {}) =>
      finished(await submit('imagine', { prompt, ...more })),
    /** Presses the button of this label (or emoji) and waits for what comes of it. */
    async press(task: WireTask, label: string, answer?: object): Promise<WireTask> {
      const { customId } = buttonOf(task, label)
      const pressed = await submit('action', { taskId: task.id, customId })
      if (!answer) return finished(pressed)
      return finished(await submit('modal', { taskId: pressed.result, ...answer }))
    },
    async bytes(task: WireTask): Promise<Uint8Array> {
      return new Uint8Array(await (await send(task.imageUrl ?? '')).arrayBuffer())
    },
    async pixels(task: WireTask): Promise<Pixels> {
      return decode(new Uint8Array(await (await send(task.imageUrl ?? '')).arrayBuffer()))
    },
    /** As after `kill -9`: nothing is told to the old gateway; a new one opens the same folder. */
    async restart(): Promise<void> {
      gateway = await open()
    },
    async leave(): Promise<void> {
      await gateway.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** By its label or its emoji; throws where the task does not offer it. */
export function buttonOf(task: WireTask, label: string): DemoButton {
  const found = task.buttons.find((button) => button.label === label || button.emoji === label)
  if (!found) throw new Error(`no button ${label} among ${task.buttons.map((b) => b.label).join()}`)
  return found
}

export async function decode(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return {
    width,
    height,
    at: (x, y) => {
      const offset = (y * width + x) * channels
      return [data[offset]!, data[offset + 1]!, data[offset + 2]!]
    },
  }
}

/** The rectangle of a picture as a picture of its own. */
export function cut(pixels: Pixels, x: number, y: number, width: number, height: number): Pixels {
  return { width, height, at: (i, j) => pixels.at(x + i, y + j) }
}

/** Each pixel the mean of `by` × `by`. */
export function shrink(pixels: Pixels, by: number): Pixels {
  return {
    width: pixels.width / by,
    height: pixels.height / by,
    at(x, y) {
      const sum = [0, 0, 0]
      for (let j = 0; j < by; j++)
        for (let i = 0; i < by; i++)
          pixels.at(x * by + i, y * by + j).forEach((value, c) => (sum[c]! += value))
      return sum.map((value) => value / (by * by))
    },
  }
}

/** Mean and greatest difference of two pictures of one size, in levels of 255. */
export function difference(a: Pixels, b: Pixels): { mean: number; most: number } {
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`${a.width}×${a.height} is not ${b.width}×${b.height}`)
  let sum = 0
  let most = 0
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) {
      const other = b.at(x, y)
      a.at(x, y).forEach((value, c) => {
        const gap = Math.abs(value - other[c]!)
        sum += gap
        most = Math.max(most, gap)
      })
    }
  return { mean: sum / (a.width * a.height * 3), most }
}

/** A small picture as a data URL. */
export async function picture(
  colour: string,
  size: { width: number; height: number } = { width: 96, height: 96 },
): Promise<string> {
  const bytes = await sharp({ create: { ...size, channels: 3, background: colour } })
    .png()
    .toBuffer()
  return `data:image/png;base64,${bytes.toString('base64')}`
}

/** Black, white between two heights (shares of the whole). */
export async function mask(from: number, to: number, size = 512): Promise<string> {
  const bytes = await sharp({
    create: { width: size, height: size, channels: 3, background: 'black' },
  })
    .composite([
      {
        input: {
          create: {
            width: size,
            height: Math.round((to - from) * size),
            channels: 3,
            background: 'white',
          },
        },
        left: 0,
        top: Math.round(from * size),
      },
    ])
    .png()
    .toBuffer()
  return `data:image/png;base64,${bytes.toString('base64')}`
}
