import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlayer, picture, type Player } from '../player'

let player: Player
beforeEach(async () => {
  player = await createPlayer({ personality: 'novicezk' })
})
afterEach(() => player.leave())

describe('novicezk', () => {
  it('has no buttons and only its own properties, and rerolls under a name of its own', async () => {
    const grid = await player.imagine('cat')
    expect(grid.status).toBe('SUCCESS')
    expect(grid).not.toHaveProperty('buttons')
    expect(Object.keys(grid.properties).sort()).toEqual(
      ['discordInstanceId', 'finalPrompt', 'flags', 'messageHash', 'messageId', 'nonce'].concat([
        'notifyHook',
        'progressMessageId',
      ]),
    )
    const change = async (action: string, index?: number) =>
      player.finished(await player.submit('change', { taskId: grid.id, action, index }))
    expect(await change('REROLL')).toMatchObject({ action: 'REROLL', status: 'SUCCESS' })
    expect(await change('VARIATION', 2)).toMatchObject({ action: 'VARIATION' })
    expect(await change('UPSCALE', 3)).toMatchObject({
      action: 'UPSCALE',
      description: `/up ${grid.id} U3`,
    })
  })

  it.each([
    ['imagine', { prompt: ' ' }, 4, 'prompt不能为空'],
    ['imagine', { prompt: 'a', base64Array: ['aGk='] }, 4, 'base64格式错误'],
    ['imagine', { prompt: 'a', base64Array: [''] }, 4, 'base64格式错误'],
    ['blend', { base64Array: ['x'] }, 4, 'base64List参数错误'],
    ['blend', { base64Array: ['x', 'y'], dimensions: null }, 4, 'dimensions参数错误'],
    ['describe', {}, 4, 'base64不能为空'],
    ['change', { action: 'UPSCALE' }, 4, 'taskId不能为空'],
    ['change', { taskId: '1', action: 'ZOOM' }, 4, 'action参数错误'],
    ['change', { taskId: '1', action: 'REROLL' }, 3, '关联任务不存在或已失效'],
    ['simple-change', { content: '1 X1' }, 4, 'content参数错误'],
    ['simple-change', { content: '1  U1' }, 4, 'content参数错误'],
    ['simple-change', { content: '1 V5' }, 4, 'content参数错误'],
    ['simple-change', { content: '1 U2' }, 3, '关联任务不存在或已失效'],
    ['imagine', { prompt: 'gore' }, 24, '可能包含敏感词'],
  ])('%s %o is refused with %i %s, HTTP 200', async (path, body, code, description) => {
    const reply = await player.send(`/mj/submit/${path}`, body)
    expect(reply.status).toBe(200)
    expect(await reply.json()).toMatchObject({ code, description, result: null })
  })

  it('names the banned word', async () => {
    expect((await player.submit('imagine', { prompt: 'Gore' })).properties).toEqual({
      promptEn: 'Gore',
      bannedWord: 'gore',
    })
  })

  it('changes no running task and no upscaled one', async () => {
    const running = await player.submit('imagine', { prompt: 'cat' })
    const change = (content: string) => player.submit('simple-change', { content })
    expect(await change(`${running.result} U1`)).toMatchObject({ description: '关联任务状态错误' })
    await player.finished(running)
    const single = await player.finished(await change(`${running.result} u12`))
    expect(single.action).toBe('UPSCALE')
    expect(await change(`${single.id} R`)).toMatchObject({ description: '关联任务不允许执行变化' })
  })

  it('crashes on a change without an index', async () => {
    const { id } = await player.imagine('cat')
    const reply = await player.send('/mj/submit/change', { taskId: id, action: 'UPSCALE' })
    expect([reply.status, await reply.json()]).toMatchObject([500, { status: 500 }])
  })

  it.each([
    'submit/action',
    'submit/modal',
    'submit/shorten',
    'submit/upload-discord-images',
    'insight-face/swap',
    'task/list-by-ids',
    'task/1/cancel',
  ])('%s is unknown to it, as Spring says', async (path) => {
    const reply = await player.send(`/mj/${path}`, {})
    expect([reply.status, await reply.json()]).toMatchObject([404, { error: 'Not Found' }])
  })

  it('knows no seeds and no mode prefixes', async () => {
    expect((await player.send('/mj/task/1/image-seed')).status).toBe(404)
    expect((await player.send('/mj-fast/mj/submit/imagine', { prompt: 'cat' })).status).toBe(404)
  })

  it('answers nothing with 200 for an unknown id, and lists without buttons', async () => {
    const unknown = await player.send('/mj/task/1/fetch')
    expect([unknown.status, await unknown.text()]).toEqual([200, ''])
    const { id } = await player.imagine('cat')
    const list = (await (
      await player.send('/mj/task/list-by-condition', { ids: [id, '1'] })
    ).json()) as object[]
    expect(list).toHaveLength(1)
    expect(list[0]).not.toHaveProperty('buttons')
    expect(await (await player.send('/mj/task/queue')).json()).toEqual([])
    expect(await (await player.send('/mj/task/list')).json()).toHaveLength(1)
  })

  it('describes in four prompts without buttons to press', async () => {
    const base64 = await picture('#204080')
    const task = await player.finished(await player.submit('describe', { base64 }))
    expect(String(task.properties['finalPrompt'])).toMatch(/^1️⃣ /)
    expect(task).not.toHaveProperty('buttons')
  })

  it('rejects past its queue with 23 and no id', async () => {
    const small = await createPlayer({
      personality: 'novicezk',
      limits: { running: 1, waiting: 0 },
    })
    await small.submit('imagine', { prompt: 'one' })
    expect(await small.submit('imagine', { prompt: 'two' })).toEqual({
      code: 23,
      description: '队列已满，请稍后尝试',
      result: null,
      properties: {},
    })
    await small.leave()
  })

  it('takes its secret in mj-api-secret only, and says nothing to others', async () => {
    const locked = await createPlayer({ personality: 'novicezk', key: 'sesame' })
    const fetch = (headers: Record<string, string>) =>
      locked.send('/mj/task/1/fetch', undefined, headers)
    expect((await fetch({ 'mj-api-secret': 'sesame' })).status).toBe(200)
    const refused = await fetch({ authorization: 'Bearer sesame' })
    expect([refused.status, await refused.text()]).toEqual([401, ''])
    expect(
      (await locked.send('/demo/counts', undefined, { authorization: 'Bearer sesame' })).status,
    ).toBe(200)
    await locked.leave()
  })

  it('bends under the same faults', async () => {
    await player.send('/demo/control', { faults: 'number-ids' })
    const reply = await player.send('/mj/submit/imagine', { prompt: 'cat' })
    expect(await reply.text()).toMatch(/"result":\d{16}[,}]/)
  })
})
