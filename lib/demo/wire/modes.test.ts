import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseLossless } from '@/lib/mj/lossless'
import { buttonOf, createPlayer, type Player, type SubmitAnswer } from '../player'

let player: Player
beforeEach(async () => {
  player = await createPlayer({ personality: 'modes' })
})
afterEach(() => player.leave())

async function submit(path: string, body: object, prefix = ''): Promise<SubmitAnswer> {
  const reply = await player.send(`${prefix}/mj/submit/${path}`, body)
  return parseLossless(await reply.text()) as SubmitAnswer
}

describe('modes', () => {
  it('answers with a bare number of seventeen digits, which a double does not hold', async () => {
    const text = await (await player.send('/mj/submit/imagine', { prompt: 'sea' })).text()
    expect(text).toMatch(/^{"code":1,"description":"提交成功","result":\d{17},"properties":{}}$/)
    const { result } = parseLossless(text) as SubmitAnswer
    player.wait()
    const task = await player.fetch(result)
    expect(task).toMatchObject({ id: result, status: 'SUCCESS', description: 'Submit success' })
  })

  it('rounds Discord’s ids as the sample of seed 001 does, and escapes as Go does', async () => {
    const { result } = await submit('imagine', { prompt: 'sea' })
    player.wait()
    const text = await (await player.send(`/mj/task/${result}/fetch`)).text()
    expect(text).toContain('"discordChannelId":8774786694361674000')
    expect(text).toContain('"discordInstanceId":7415633538733103000')
    expect(text).toContain('\\u0026hm=')
    expect(text).not.toMatch(/[<>&]/)
    expect(text).toMatch(/"nonce":"\d{19}"/)
  })

  it.each([
    ['/mj-fast', 1],
    ['/fast', 1],
    ['/mj-relax', 1.8],
    ['/relax', 1.8],
  ])('%s takes %f times as long', async (prefix, factor) => {
    const { result } = await submit('imagine', { prompt: 'sea' }, prefix)
    player.wait()
    const { startTime, finishTime } = await player.fetch(result)
    const share = ((finishTime ?? 0) - (startTime ?? 0)) / 10_000 / factor
    expect(share).toBeGreaterThan(0.87)
    expect(share).toBeLessThan(1.13)
  })

  it('presses buttons and confirms windows by the ids it gave', async () => {
    const { result } = await submit('imagine', { prompt: 'sea' })
    player.wait()
    const { customId } = buttonOf(await player.fetch(result), 'U1')
    const upscaled = await submit('action', { taskId: result, customId })
    player.wait()
    const single = await player.fetch(upscaled.result)
    const zoom = buttonOf(single, 'Custom Zoom')
    const window = await submit('action', { taskId: single.id, customId: zoom.customId })
    expect(window).toMatchObject({ code: 21, properties: { finalPrompt: 'sea' } })
    expect(
      await submit('modal', { taskId: window.result, prompt: 'sea --zoom 1.5' }),
    ).toMatchObject({ code: 1, result: window.result })
  })

  it.each(['task/list-by-condition', 'task/1/cancel', 'submit/change', 'insight-face/swap'])(
    'has no %s',
    async (path) => {
      expect((await player.send(`/mj/${path}`, {})).status).toBe(404)
    },
  )

  it('knows no turbo, no stranger and no other key', async () => {
    expect((await player.send('/mj-turbo/mj/task/1/fetch')).status).toBe(404)
    expect((await player.send('/mj/task/1/fetch')).status).toBe(404)
    const locked = await createPlayer({ personality: 'modes', key: 'sesame' })
    expect((await locked.send('/mj/task/1/fetch')).status).toBe(401)
    await locked.leave()
  })
})
