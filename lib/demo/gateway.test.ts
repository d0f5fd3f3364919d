import { appendFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonOf, createPlayer, type Player, type WireTask } from './player'

let player: Player
beforeEach(async () => {
  player = await createPlayer()
})
afterEach(() => player.leave())

describe('a restart', () => {
  it('in mid-run changes nothing: tasks go on, buttons answer, charges stay', async () => {
    const grid = await player.imagine('sea --seed 5')
    const picture = await player.bytes(grid)
    const { result } = await player.submit('imagine', { prompt: 'mountains', state: 'attempt-2' })
    player.wait(4000)
    const before = await player.fetch(result)
    expect(before.status).toBe('IN_PROGRESS')

    await player.restart()

    expect(await player.fetch(result)).toEqual(before)
    player.wait(20_000)
    expect((await player.fetch(result)).status).toBe('SUCCESS')
    expect(Buffer.from(await player.bytes(grid)).equals(picture)).toBe(true)
    expect((await player.press(grid, 'U1')).status).toBe('SUCCESS')
    expect(player.counts().charges.map(({ state }) => state)).toEqual(['', 'attempt-2', ''])
  })

  it('after a torn last line forgets only that line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'safelight-torn-'))
    const torn = await createPlayer({ folder })
    const task = await torn.imagine('sea')
    await appendFile(join(folder, 'tasks.jsonl'), '{"id":"17')
    await torn.restart()
    expect(await torn.fetch(task.id)).toEqual(task)
    await torn.imagine('sea')
    await torn.restart()
    expect(torn.counts().charges).toHaveLength(2)
    await torn.leave()
  })

  it('keeps an open window open', async () => {
    const single = await player.press(await player.imagine('sea'), 'U1')
    const { customId } = buttonOf(single, 'Custom Zoom')
    const window = await player.submit('action', { taskId: single.id, customId })
    await player.restart()
    const answer = { taskId: window.result, prompt: 'sea --zoom 1.2' }
    expect((await player.submit('modal', answer)).code).toBe(1)
  })
})

describe('sixty tasks at once', () => {
  it('all run, none is queued, and every charge has its own id and state', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        player.submit('shorten', { prompt: `cat ${n}`, state: `s${n}` }),
      ),
    )
    expect(new Set(answers.map(({ result }) => result)).size).toBe(60)
    expect(answers.every(({ code }) => code === 1)).toBe(true)
  })
})

describe('counts', () => {
  it('tell requests by kind, submits received and charges booked', async () => {
    const task = await player.imagine('sea', { state: 'a' })
    await player.submit('imagine', { prompt: 'gore', state: 'b' })
    await player.submit('shorten', { prompt: 'sea' })
    await player.bytes(task)
    const counts = (await (await player.send('/demo/counts')).json()) as ReturnType<
      Player['counts']
    >
    expect(counts.submits).toBe(3)
    expect(counts.requests['submit/imagine']).toEqual({ total: 2, lastMinute: 1 })
    expect(counts.requests['task/fetch']?.total).toBe(1)
    expect(counts.pictureReads).toBe(1)
    expect(counts.charges).toEqual([
      { taskId: task.id, state: 'a', verb: 'imagine', at: expect.any(Number) },
    ])
  })
})

describe('notify hooks', () => {
  async function listener(faults?: string) {
    const events: WireTask[] = []
    const hooked = await createPlayer({
      sendHook: async (_url, body) => void events.push(JSON.parse(body) as WireTask),
    })
    if (faults) await hooked.send('/demo/control', { faults })
    const { result } = await hooked.submit('imagine', { prompt: 'sea', notifyHook: 'http://me/x' })
    for (let n = 0; n < 150; n++) {
      hooked.wait(100)
      await hooked.deliverHooks()
    }
    await hooked.leave()
    return { result, steps: events.map(({ status, progress }) => `${status} ${progress}`), events }
  }

  it('send the whole task at every step', async () => {
    const { steps, events, result } = await listener()
    expect(steps).toEqual([
      'NOT_START null',
      'SUBMITTED 0%',
      'IN_PROGRESS 0%',
      ...[15, 31, 46, 62, 78, 93].map((n) => `IN_PROGRESS ${n}%`),
      'SUCCESS 100%',
    ])
    expect(events.at(-1)).toMatchObject({ id: result, buttons: expect.any(Array) })
  })

  it('come twice, or late, when a fault says so', async () => {
    expect(
      (await listener('duplicate-hooks')).steps.filter((s) => s === 'SUCCESS 100%'),
    ).toHaveLength(2)
    const { steps } = await listener('reordered-hooks next=1')
    expect(steps.slice(0, 2)).toEqual(['SUBMITTED 0%', 'NOT_START null'])
  })
})
