import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlayer, picture, type Player } from '../player'

let player: Player
beforeEach(async () => {
  player = await createPlayer({ personality: 'crazyrouter' })
})
afterEach(() => player.leave())

describe('crazyrouter', () => {
  it('answers with ids that are words, and the members of seed 000', async () => {
    const answer = await player.submit('imagine', { prompt: 'sea' })
    expect(answer.result).toMatch(/^task_\d+$/)
    const task = await player.finished(answer)
    expect(Object.keys(task).sort()).toEqual(
      [
        'action buttons description failReason finishTime id imageUrl progress prompt promptEn',
        'properties startTime status submitTime',
      ]
        .join(' ')
        .split(' '),
    )
    expect((await player.send(task.imageUrl ?? '')).status).toBe(200)
  })

  it('says U1 in both places, and gives buttons no type', async () => {
    const grid = await player.imagine('sea')
    expect(grid.buttons[0]).toEqual({
      customId: expect.stringMatching(/^MJ::JOB::upsample::1::/),
      emoji: 'U1',
      label: 'U1',
      style: 2,
    })
    expect((await player.press(grid, 'U1')).action).toBe('UPSCALE')
  })

  it('leaves properties out of a blend’s answer', async () => {
    const base64Array = [await picture('#102030'), await picture('#a0b0c0')]
    const answer = await player.submit('blend', { base64Array })
    expect(Object.keys(answer).sort()).toEqual(['code', 'description', 'result'])
    expect((await player.finished(answer)).status).toBe('SUCCESS')
  })

  it('lists by ids in the same words', async () => {
    const { id } = await player.imagine('sea')
    const reply = await player.send('/mj/task/list-by-condition', { ids: [id] })
    expect(await reply.json()).toEqual([await player.fetch(id)])
  })

  it.each(['change', 'simple-change', 'upload-discord-images', 'edits'])(
    'has no %s',
    async (path) => {
      expect((await player.send(`/mj/submit/${path}`, {})).status).toBe(404)
    },
  )

  it('takes a Bearer, and counts what a stranger charges under no other id', async () => {
    const locked = await createPlayer({ personality: 'crazyrouter', key: 'sk-abc' })
    expect((await locked.send('/mj/submit/imagine', { prompt: 'sea' })).status).toBe(401)
    const headers = { authorization: 'Bearer sk-abc' }
    const sent = await locked.send('/mj/submit/imagine', { prompt: 'sea' }, headers)
    const { result } = (await sent.json()) as { result: string }
    expect(locked.counts().charges).toMatchObject([{ taskId: result }])
    await locked.leave()
  })
})
