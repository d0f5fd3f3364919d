import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlayer, decode, difference, cut, type Player } from '../player'

type CubicTask = {
  task: { task_id: string; status: string; reason: string; progress_percent: number; eta: number }
  images: { image_url: string; image_url_ttl: string; image_type: string }[]
}

let player: Player
beforeEach(async () => {
  player = await createPlayer({ personality: 'cubicspaces' })
})
afterEach(() => player.leave())

const fetch = async (id: string) => (await player.fetch(id)) as unknown as CubicTask

async function pixels(url: string) {
  return decode(new Uint8Array(await (await player.send(url)).arrayBuffer()))
}

async function finished(path: string, body: object): Promise<CubicTask> {
  const { result } = await player.submit(path, body)
  player.wait()
  return fetch(result)
}

describe('cubicspaces', () => {
  it('answers a submit with code, description and result, and nothing more', async () => {
    const answer = await player.submit('imagine', { prompt: 'sea' })
    expect(answer).toEqual({
      code: 1,
      description: '提交成功',
      result: expect.stringMatching(/^mj-/),
    })
  })

  it('tells status in its own words and no progress at all', async () => {
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    const seen: string[] = []
    for (let ms = 0; ms < 16_000; ms += 200) {
      const { task, images } = await fetch(result)
      expect([task.progress_percent, task.eta]).toEqual([0, 0])
      const step = `${task.status} ${images.length}`
      if (seen.at(-1) !== step) seen.push(step)
      player.wait(200)
    }
    expect(seen).toEqual([
      'TASK_STATUS_QUEUED 0',
      'TASK_STATUS_PROCESSING 0',
      'TASK_STATUS_SUCCEED 4',
    ])
  })

  it('has the shape of seed 003, without id, buttons or prompt on top', async () => {
    const done = await finished('imagine', { prompt: 'sea' })
    expect(done).toMatchObject({
      extra: { has_nsfw_contents: [] },
      task: { task_type: 'MIDJOURNEY_TEXT_TO_IMAGE_FAST_MODE', reason: '' },
      videos: [],
      audios: [],
    })
    expect(Object.keys(done).sort()).toEqual(['audios', 'extra', 'images', 'task', 'videos'])
    expect(done.images[0]).toMatchObject({
      image_url_ttl: '0',
      image_type: 'png',
      nsfw_detection_result: null,
    })
  })

  it('gives the four pictures of a grid as files of their own, pixel for pixel', async () => {
    const { task, images } = await finished('imagine', { prompt: 'sea' })
    const grid = await pixels(`/demo/pictures/${task.task_id}.png`)
    for (const [n, { image_url }] of images.entries()) {
      const one = await pixels(image_url)
      const quadrant = cut(grid, (n % 2) * one.width, (n >> 1) * one.height, one.width, one.height)
      expect(difference(one, quadrant).most).toBe(0)
    }
  })

  it('upscales to one picture, varies and rerolls to four, by change and in short', async () => {
    const { task } = await finished('imagine', { prompt: 'sea' })
    const taskId = task.task_id
    const upscaled = await finished('change', { taskId, action: 'UPSCALE', index: 2 })
    expect(upscaled.images).toHaveLength(1)
    expect((await pixels(upscaled.images[0]!.image_url)).width).toBe(1024)
    expect(
      (await finished('change', { taskId, action: 'VARIATION', index: 4 })).images,
    ).toHaveLength(4)
    expect((await finished('change', { taskId, action: 'REROLL' })).images).toHaveLength(4)
    expect((await finished('simple-change', { content: `${taskId} U1` })).images).toHaveLength(1)
    expect((await finished('simple-change', { content: `${taskId} R` })).images).toHaveLength(4)
    expect(player.counts().charges.map(({ verb }) => verb)).toEqual(
      'imagine upscale variation reroll upscale reroll'.split(' '),
    )
  })

  it('tells why a task failed', async () => {
    const { task } = await finished('imagine', { prompt: 'cat --v 99' })
    expect(task).toMatchObject({ status: 'TASK_STATUS_FAILED' })
    expect(task.reason).toContain('Invalid parameter')
  })

  it.each(['action', 'modal', 'blend', 'describe', 'shorten'])('has no %s', async (path) => {
    expect((await player.send(`/mj/submit/${path}`, {})).status).toBe(404)
  })

  it('refuses what has no task, no number or no key', async () => {
    const change = (body: object) => player.submit('change', body)
    expect((await change({ taskId: '1', action: 'REROLL' })).code).toBe(3)
    const { task } = await finished('imagine', { prompt: 'sea' })
    expect((await change({ taskId: task.task_id, action: 'UPSCALE', index: 5 })).code).toBe(4)
    expect((await player.send('/mj/task/1/fetch')).status).toBe(400)
    const locked = await createPlayer({ personality: 'cubicspaces', key: 'sesame' })
    expect((await locked.send('/mj/task/1/fetch')).status).toBe(401)
    await locked.leave()
  })
})
