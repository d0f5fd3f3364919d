import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonOf, createPlayer, mask, picture, type Player } from '../player'

let player: Player
beforeEach(async () => {
  player = await createPlayer()
})
afterEach(() => player.leave())

const labels = (task: { buttons: readonly { label: string; emoji: string }[] }) =>
  task.buttons.map(({ label, emoji }) => label || emoji)

describe('a submit', () => {
  it('answers with a code, a description, an id of sixteen digits as a string, and properties', async () => {
    const answer = await player.submit('imagine', { prompt: 'black cat', state: 'mine' })
    expect(answer).toEqual({
      code: 1,
      description: '提交成功',
      result: expect.stringMatching(/^\d{16}$/),
      properties: { discordInstanceId: expect.any(String) },
    })
    expect((await player.fetch(answer.result)).state).toBe('mine')
  })

  it.each([
    ['imagine', { prompt: '  ' }, 4, 'prompt不能为空'],
    ['imagine', { prompt: 'a', base64Array: ['x'] }, 4, 'base64格式错误'],
    ['imagine', { prompt: 'a', base64Array: [''] }, 4, 'base64格式错误'],
    ['blend', { base64Array: ['data:image/png;base64,AAAA'] }, 4, 'base64List参数错误'],
    ['describe', {}, 4, 'base64不能为空'],
    ['shorten', {}, 4, 'prompt不能为空'],
    ['action', { taskId: '', customId: 'x' }, 4, '参数错误'],
    ['action', { taskId: '1', customId: 'x' }, 3, '关联任务不存在或已失效'],
    ['modal', { taskId: '1' }, 3, '关联任务不存在或已失效'],
    ['change', { action: 'UPSCALE', index: 1 }, 4, 'taskId不能为空'],
    ['simple-change', { content: 'U1' }, 4, 'content参数错误'],
    ['upload-discord-images', { base64Array: [] }, 4, 'base64Array不能为空'],
  ])('%s %o is refused with %i %s', async (path, body, code, description) => {
    expect(await player.submit(path, body)).toMatchObject({ code, description, result: null })
    expect(player.counts().charges).toEqual([])
  })

  it('with one reference twice is refused', async () => {
    const image = await picture('#112233')
    expect(
      await player.submit('imagine', { prompt: 'a', base64Array: [image, image] }),
    ).toMatchObject({ code: 4, description: '垫图base64重复' })
  })

  it('with a banned word is refused with the word and the English prompt', async () => {
    expect(await player.submit('imagine', { prompt: '血腥' })).toMatchObject({
      code: 24,
      result: null,
      properties: { promptEn: '血腥', bannedWord: '血腥' },
    })
    expect(await player.submit('imagine', { prompt: 'Gore, red' })).toMatchObject({
      code: 24,
      properties: { bannedWord: 'gore' },
    })
  })

  it('with an unknown bot or no JSON gets the answer of Spring', async () => {
    const bot = await player.send('/mj/submit/imagine', { prompt: 'a', botType: 'HAL' })
    expect(bot.status).toBe(400)
    expect(await bot.json()).toMatchObject({ status: 400, error: 'Bad Request' })
    expect((await player.send('/mj/submit/imagine', '[]')).status).toBe(400)
    expect((await player.send('/mj/submit/nothing', {})).status).toBe(404)
    expect((await player.send('/mj/submit/imagine')).status).toBe(405)
  })

  it('that is one too many is queued, and past the queue rejected', async () => {
    const small = await createPlayer({ limits: { running: 1, waiting: 1 } })
    const first = await small.submit('imagine', { prompt: 'one' })
    expect(first.code).toBe(1)
    const second = await small.submit('imagine', { prompt: 'two' })
    expect(second).toMatchObject({ code: 22, description: '排队中，前面还有1个任务' })
    expect(second.properties).toMatchObject({ numberOfQueues: 1 })
    expect(await small.submit('imagine', { prompt: 'three' })).toMatchObject({
      code: 23,
      description: '队列已满，请稍后尝试',
      result: null,
    })
    small.wait(5000)
    expect((await small.fetch(second.result)).status).toBe('NOT_START')
    await small.send(`/mj/task/${first.result}/cancel`, {})
    small.wait(3000)
    expect((await small.fetch(second.result)).status).toBe('IN_PROGRESS')
    await small.leave()
  })
})

describe('a task', () => {
  it('goes through the steps Midjourney shows', async () => {
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    const seen: string[] = []
    for (let ms = 0; ms < 16_000; ms += 100) {
      const { status, progress, imageUrl } = await player.fetch(result)
      const step = `${status} ${progress}${imageUrl ? ' picture' : ''}`
      if (seen.at(-1) !== step) seen.push(step)
      player.wait(100)
    }
    expect(seen).toEqual([
      'NOT_START null',
      'SUBMITTED 0%',
      'IN_PROGRESS 0%',
      ...[15, 31, 46, 62, 78, 93].map((n) => `IN_PROGRESS ${n}% picture`),
      'SUCCESS 100% picture',
    ])
  })

  it('is slower in relax and faster in turbo, by prefix before filter before parameter', async () => {
    const took = async (prefix: string, body: object) => {
      const reply = await player.send(`${prefix}/mj/submit/imagine`, { prompt: 'sea', ...body })
      const { result } = (await reply.json()) as { result: string }
      player.wait()
      const { startTime, finishTime } = await player.fetch(result)
      return (finishTime ?? 0) - (startTime ?? 0)
    }
    const fast = await took('', {})
    expect(await took('/mj-relax', {})).toBeGreaterThan(fast * 1.3)
    expect(await took('/relax', {})).toBeGreaterThan(fast * 1.3)
    expect(await took('/mj-turbo', {})).toBeLessThan(fast * 0.8)
    expect(await took('', { accountFilter: { modes: ['RELAX'] } })).toBeGreaterThan(fast * 1.3)
    expect(await took('/mj-turbo', { accountFilter: { modes: ['RELAX'] } })).toBeLessThan(fast)
    expect(await took('', { prompt: 'sea --turbo' })).toBeLessThan(fast * 0.8)
  })

  it('that is unknown is HTTP 200 with nothing', async () => {
    const reply = await player.send('/mj/task/1320098173412546/fetch')
    expect([reply.status, await reply.text()]).toEqual([200, ''])
  })

  it('speaks Chinese and English', async () => {
    const task = await player.imagine('水墨漩涡，青瓷色，流动的玻璃 --ar 3:2')
    expect(task.promptEn).toBe('ink swirls, celadon, flowing glass --ar 3:2')
    expect(task.prompt).toBe('水墨漩涡，青瓷色，流动的玻璃 --ar 3:2')
    expect(task.properties['finalPrompt']).toBe(task.promptEn)
  })

  it('fails late on what the bot refuses, with progress "" and the title in brackets', async () => {
    for (const [prompt, reason] of [
      ['cat --v 99', '[Invalid parameter] '],
      ['cat --fail', '[Invalid parameter] '],
      ['a guillotine', '[Banned prompt detected] '],
    ] as const) {
      const task = await player.imagine(prompt)
      expect(task).toMatchObject({ status: 'FAILURE', progress: '', imageUrl: null, buttons: [] })
      expect(task.failReason).toContain(reason)
    }
  })

  it('can be cancelled while it runs, not after', async () => {
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    player.wait(4000)
    const cancel = async () => (await player.send(`/mj/task/${result}/cancel`, {})).json()
    expect(await cancel()).toEqual({ code: 1, description: '成功', result })
    expect(await player.fetch(result)).toMatchObject({ status: 'CANCEL', progress: '' })
    expect(await cancel()).toMatchObject({ code: 4, description: '该任务不可取消: IMAGINE-CANCEL' })
  })

  it('tells its seed, which is the one asked for', async () => {
    const seedOf = async (id: string) => (await player.send(`/mj/task/${id}/image-seed`)).json()
    const task = await player.imagine('sea --seed 4294967295')
    expect(await seedOf(task.id)).toEqual({ code: 1, description: '成功', result: '4294967295' })
    const running = await player.submit('imagine', { prompt: 'sea' })
    expect(await seedOf(running.result)).toMatchObject({ code: 4 })
    expect(await seedOf('1')).toMatchObject({ code: 3 })
  })

  it('is found in lists by its id; unknown ids are missing, displays only by list-by-ids', async () => {
    const one = await player.imagine('one')
    const two = await player.imagine('two')
    const list = async (path: string, ids?: string[]) => {
      const reply = await player.send(`/mj/task/${path}`, ids && { ids })
      return (await reply.json()) as { id: string; displays?: unknown }[]
    }
    const ids = (tasks: { id: string }[]) => tasks.map(({ id }) => id).sort()
    const known = [one.id, two.id].sort()
    expect(ids(await list('list-by-condition', [two.id, '7', one.id]))).toEqual(known)
    expect(await list('list-by-condition', [])).toEqual([])
    expect((await list('list-by-ids', [one.id]))[0]?.displays).toBeDefined()
    expect(ids(await list('list'))).toEqual(known)
    expect(await list('queue')).toEqual([])
  })
})

describe('buttons', () => {
  it('of a grid stand as seed 001 has them', async () => {
    const task = await player.imagine('cat')
    expect(labels(task)).toEqual(['U1', 'U2', 'U3', 'U4', '🔄', 'V1', 'V2', 'V3', 'V4'])
    const job = task.properties['messageHash']
    expect(task.buttons[0]).toEqual({
      customId: `MJ::JOB::upsample::1::${String(job)}`,
      emoji: '',
      label: 'U1',
      type: 2,
      style: 2,
    })
    expect(task.buttons[4]?.customId).toBe(`MJ::JOB::reroll::0::${String(job)}::SOLO`)
  })

  it.each([
    ['cat', 'MJ::JOB::upsample_v7_2x_subtle::1::'],
    ['cat --v 6.1', 'MJ::JOB::upsample_v6r1_2x_subtle::1::'],
    ['cat --v 6', 'MJ::JOB::upsample_v6_2x_subtle::1::'],
    ['cat --niji 6', 'MJ::JOB::upsample_v6_2x_subtle::1::'],
    ['cat --v 5.2', 'MJ::JOB::upsample_v5_2x::1::'],
    ['cat --v 8', 'MJ::JOB::low_variation::1::'],
  ])('of a single picture follow the version: %s begins with %s', async (prompt, first) => {
    const single = await player.press(await player.imagine(prompt), 'U1')
    expect(single.buttons[0]?.customId.startsWith(first)).toBe(true)
    expect(labels(single).includes('Zoom Out 2x')).toBe(prompt !== 'cat --v 8')
    expect(labels(single)).not.toContain('Make Square')
  })

  it('offer Make Square on what is not square, and Redo after enlarging', async () => {
    const single = await player.press(await player.imagine('cat --ar 3:2'), 'U1')
    expect(labels(single)).toContain('Make Square')
    const large = await player.press(single, 'Upscale (Creative)')
    expect(labels(large)).toContain('Redo Upscale (Subtle)')
  })

  it('turn green on the parent once pressed', async () => {
    const task = await player.imagine('cat')
    await player.press(task, 'U2')
    const parent = await player.fetch(task.id)
    expect(buttonOf(parent, 'U2').style).toBe(3)
    expect(buttonOf(parent, 'U1').style).toBe(2)
  })

  it('are refused when they are not the parent’s, not supported, or the parent is not done', async () => {
    const task = await player.imagine('cat')
    const press = (taskId: string, customId: string) =>
      player.submit('action', { taskId, customId })
    expect(await press(task.id, 'MJ::JOB::upsample::1::other')).toMatchObject({
      code: 3,
      description: '关联动作不存在',
    })
    const single = await player.press(task, 'U1')
    expect(await press(single.id, buttonOf(single, '❤️').customId)).toMatchObject({
      code: 4,
      description: '不支持的动作',
    })
    const running = await player.submit('imagine', { prompt: 'dog' })
    expect(await press(running.result, 'x')).toMatchObject({
      code: 4,
      description: '关联任务状态错误',
    })
  })

  it('lead to the action Plus names', async () => {
    const grid = await player.imagine('cat --ar 3:2')
    expect((await player.press(grid, 'V1')).action).toBe('VARIATION')
    expect((await player.press(grid, '🔄')).action).toBe('IMAGINE')
    const single = await player.press(grid, 'U1')
    expect(single.action).toBe('UPSCALE')
    expect((await player.press(single, 'Zoom Out 1.5x')).action).toBe('ZOOM')
    expect((await player.press(single, 'Make Square')).action).toBe('ZOOM')
    const panned = await player.press(single, '⬆️')
    expect(panned.action).toBe('PAN')
    expect(labels(panned)).toEqual(['U1', 'U2', 'U3', 'U4', '🔄'])
  })

  it('can be pressed the old way, through change and simple-change', async () => {
    const grid = await player.imagine('cat')
    const change = (action: string, index: number) =>
      player.submit('change', { taskId: grid.id, action, index })
    expect((await player.finished(await change('UPSCALE', 3))).action).toBe('UPSCALE')
    expect(await change('REROLL', 1)).toMatchObject({ code: 3, description: '关联动作不存在' })
    const simple = await player.submit('simple-change', { content: `${grid.id} V2` })
    expect((await player.finished(simple)).action).toBe('VARIATION')
  })
})

describe('a window', () => {
  async function openRegion() {
    const single = await player.press(await player.imagine('cat --seed 3'), 'U1')
    const { customId } = buttonOf(single, 'Vary (Region)')
    return player.submit('action', { taskId: single.id, customId })
  }

  it('is code 21 with the prompt to edit; its task waits in MODAL and costs nothing yet', async () => {
    const charged = player.counts().charges.length
    const window = await openRegion()
    expect(window).toMatchObject({
      code: 21,
      description: '等待窗口确认',
      properties: { finalPrompt: 'cat --seed 3', remix: false },
    })
    player.wait()
    expect(await player.fetch(window.result)).toMatchObject({ status: 'MODAL', progress: null })
    expect(player.counts().charges.length).toBe(charged + 2)
  })

  it('wants a mask for a region', async () => {
    const { result } = await openRegion()
    expect(await player.submit('modal', { taskId: result, prompt: 'dog' })).toMatchObject({
      code: 4,
      description: '蒙版base64不能为空',
    })
  })

  it('goes on under the same id, stays MODAL until it runs, and then is closed', async () => {
    const { result } = await openRegion()
    const maskBase64 = await mask(0.2, 0.6)
    const confirmed = await player.submit('modal', { taskId: result, prompt: 'dog', maskBase64 })
    expect(confirmed).toMatchObject({ code: 1, result })
    expect((await player.fetch(result)).status).toBe('MODAL')
    const done = await player.finished(confirmed)
    expect(done).toMatchObject({ status: 'SUCCESS', prompt: 'dog', action: 'VARIATION' })
    expect(await player.submit('modal', { taskId: result, maskBase64 })).toMatchObject({
      code: 4,
      description: '任务状态错误',
    })
    expect(player.counts().charges.at(-1)).toMatchObject({ taskId: result })
  })

  it('opens for variation, pan and reroll only with remix', async () => {
    const grid = await player.imagine('cat')
    const press = (more: object) =>
      player.submit('action', { taskId: grid.id, customId: buttonOf(grid, 'V1').customId, ...more })
    expect((await press({})).code).toBe(1)
    expect(await press({ enableRemix: true })).toMatchObject({
      code: 21,
      properties: { remix: true },
    })
    expect((await press({ accountFilter: { remix: true } })).code).toBe(21)
    await player.send('/demo/control', { remix: true })
    expect((await press({})).code).toBe(21)
  })

  it('takes its own prompt when none is sent', async () => {
    const described = await player.finished(
      await player.submit('describe', { base64: await picture('#d0b080') }),
    )
    const imagined = await player.press(described, '2️⃣', {})
    expect(imagined.status).toBe('SUCCESS')
    expect(described.properties['finalPrompt']).toContain(imagined.prompt)
  })
})

describe('text', () => {
  it('describe gives four numbered prompts with the ratio, five buttons and a retry', async () => {
    const base64 = await picture('#204080', { width: 160, height: 90 })
    const answer = await player.submit('describe', { base64 })
    player.wait(500)
    expect((await player.fetch(answer.result)).progress).toBe('0%')
    const task = await player.finished(answer)
    const prompts = String(task.properties['finalPrompt']).split('\n\n')
    expect(prompts).toHaveLength(4)
    expect(prompts[0]).toMatch(/^1️⃣ .*blue.* --ar 16:9$/)
    expect(labels(task)).toEqual(['1️⃣', '2️⃣', '3️⃣', '4️⃣', '🔄', 'Imagine all'])
    expect((await player.press(task, '🔄')).action).toBe('DESCRIBE')
    expect((await player.send(task.imageUrl ?? '')).headers.get('content-type')).toBe('image/png')
  })

  it('shorten weighs the words and offers five prompts', async () => {
    const prompt = 'a very beautiful lighthouse on the cliff, masterpiece'
    const task = await player.finished(await player.submit('shorten', { prompt }))
    expect(task.action).toBe('SHORTEN')
    expect(task.properties['finalPrompt']).toContain('## Important tokens\n~~a~~ ~~very~~')
    expect(task.properties['finalPrompt']).toContain('1️⃣ lighthouse cliff')
    expect(task.buttons.map(({ customId }) => customId)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `MJ::Job::PromptAnalyzer::${n}`),
    )
    expect((await player.press(task, '3️⃣', { prompt: 'a cliff' })).action).toBe('IMAGINE')
  })

  it('uploads answer with addresses that serve the picture', async () => {
    const base64Array = [await picture('#010203')]
    const reply = await player.send('/mj/submit/upload-discord-images', { base64Array })
    const { code, result } = (await reply.json()) as { code: number; result: string[] }
    expect(code).toBe(1)
    expect((await player.send(result[0]!)).status).toBe(200)
    const task = await player.imagine('cat', { base64Array })
    expect(task.prompt).toBe(`${result[0]} cat`)
  })
})

describe('a key', () => {
  it('is asked for in either header; without it 401 and nothing more', async () => {
    const locked = await createPlayer({ key: 'sesame' })
    const status = async (headers: Record<string, string>) =>
      (await locked.send('/mj/task/1/fetch', undefined, headers)).status
    expect(await status({ authorization: 'Bearer sesame' })).toBe(200)
    expect(await status({ 'mj-api-secret': 'sesame' })).toBe(200)
    expect(await status({ authorization: 'Bearer open' })).toBe(401)
    const refused = await locked.send('/mj/submit/imagine', { prompt: 'a' })
    expect([refused.status, await refused.text()]).toEqual([401, ''])
    expect((await locked.send('/demo/counts')).status).toBe(401)
    await locked.leave()
  })
})
