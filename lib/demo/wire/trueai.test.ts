import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonOf, createPlayer, mask, picture, type Player, type WireTask } from '../player'

let player: Player
beforeEach(async () => {
  player = await createPlayer({ personality: 'trueai' })
})
afterEach(() => player.leave())

const told = async (reply: Response) => [reply.status, await reply.text()]

async function upscaled() {
  return player.press(await player.imagine('cat --ar 3:2'), 'U1')
}

async function press(task: Parameters<typeof buttonOf>[0], label: string, more: object = {}) {
  const { customId } = buttonOf(task, label)
  return player.submit('action', { taskId: task.id, customId, ...more })
}

async function described() {
  const base64 = await picture('#204080')
  return player.finished(await player.submit('describe', { base64 }))
}

describe('trueai', () => {
  it('takes Authorization as it stands, and mj-api-secret only where there is none', async () => {
    const locked = await createPlayer({ personality: 'trueai', key: 'sesame' })
    const fetch = (headers: Record<string, string>) =>
      locked.send('/mj/task/1/fetch', undefined, headers)
    expect((await fetch({ authorization: 'sesame' })).status).toBe(204)
    expect((await fetch({ 'mj-api-secret': 'sesame' })).status).toBe(204)
    expect(await told(await fetch({}))).toEqual([401, 'Authorization header missing.'])
    const both = { authorization: 'Bearer sesame', 'mj-api-secret': 'sesame' }
    expect(await told(await fetch(both))).toEqual([403, '未登录'])
    expect((await locked.send('/demo/counts', undefined, both)).status).toBe(200)
    await locked.leave()
  })

  it('answers 204 for an unknown task, and 404 with code 3 for an unknown parent', async () => {
    expect(await told(await player.send('/mj/task/1/fetch'))).toEqual([204, ''])
    for (const path of ['action', 'modal']) {
      const reply = await player.send(`/mj/submit/${path}`, { taskId: '1', customId: 'MJ::x' })
      expect([reply.status, await reply.json()]).toMatchObject([404, { code: 3, result: null }])
    }
    expect((await player.send('/mj/task/1/image-seed')).status).toBe(404)
  })

  it.each([
    ['imagine', '"not an object"'],
    ['imagine', { prompt: 7 }],
    ['action', { taskId: 1320098173412546, customId: 'x' }],
    ['blend', { base64Array: ['a', 'b'], dimensions: 'ROUND' }],
    ['shorten', { prompt: 'a', state: 'x'.repeat(256) }],
  ])('throws at %s %o with HTTP 200 and the time in ticks', async (path, body) => {
    const reply = await player.send(`/mj/submit/${path}`, body)
    expect(reply.status).toBe(200)
    expect(await reply.json()).toEqual({
      success: false,
      code: -1,
      message: expect.any(String),
      timestamp: expect.stringMatching(/^\d{18}$/),
    })
  })

  it.each([
    ['imagine', { prompt: ' ' }, 4, 'prompt不能为空'],
    ['imagine', { prompt: 'a', state: 'x'.repeat(256) }, 4, 'State参数过长'],
    ['blend', { base64Array: ['a'] }, 4, '图片参数错误，2~5张图片'],
    ['describe', {}, 4, 'base64或link不能为空'],
    ['describe', { link: 'ftp://x' }, 4, '链接格式错误'],
    ['edits', { prompt: 'a' }, 4, 'image或prompt不能为空'],
    ['video', { prompt: '' }, 4, 'Prompt 不能为空'],
    ['video', { prompt: 'a' }, 9, '视频功能未启用'],
    ['action', { taskId: '1' }, 4, '参数错误'],
    ['modal', {}, 4, '参数错误'],
  ])('refuses %s %o with %i %s', async (path, body, code, description) => {
    expect(await player.submit(path, body)).toMatchObject({ code, description, result: null })
  })

  it('has neither change nor simple-change, neither show nor queue', async () => {
    for (const path of ['submit/change', 'submit/simple-change', 'submit/show', 'task/queue'])
      expect(await told(await player.send(`/mj/${path}`, {}))).toEqual([404, ''])
  })

  it('accepts a banned word, and lets the task fail', async () => {
    const answer = await player.submit('imagine', { prompt: 'gore' })
    expect(answer.code).toBe(1)
    expect(await player.finished(answer)).toMatchObject({
      status: 'FAILURE',
      progress: '',
      failReason: '可能包含敏感词',
    })
  })

  it('puts a notice as "title, text"', async () => {
    const { failReason } = await player.imagine('cat --v 99')
    expect(failReason).toMatch(/^Invalid parameter, /)
  })

  it('answers 9 when the queue is full', async () => {
    const small = await createPlayer({ personality: 'trueai', limits: { running: 1, waiting: 1 } })
    await small.submit('imagine', { prompt: 'one' })
    expect((await small.submit('imagine', { prompt: 'two' })).code).toBe(22)
    expect(await small.submit('imagine', { prompt: 'three' })).toMatchObject({
      code: 9,
      description: '提交失败，队列已满，请稍后重试',
      result: null,
    })
    await small.leave()
  })

  it('tells much more of a task than Plus, and the instance as the channel', async () => {
    const task = await player.imagine('cat')
    expect(task).toMatchObject({
      botType: 'MID_JOURNEY',
      failReason: '',
      state: '',
      imageUrls: null,
      videoUrl: null,
      mode: 'FAST',
      isCompleted: true,
      useTime: expect.stringMatching(/^\d+\.\d\d s$/),
      jobId: task.properties['messageHash'],
    })
    expect(task.properties['discordChannelId']).toBe(task.properties['discordInstanceId'])
    const { result } = await player.submit('imagine', { prompt: 'cat' })
    expect(await player.fetch(result)).toMatchObject({
      failReason: null,
      state: null,
      useTime: '-',
    })
  })

  it('lists the four pictures of a grid where the operator says so', async () => {
    await player.send('/demo/control', { hasImageUrls: true })
    const task = (await player.imagine('cat')) as unknown as {
      imageUrls: { url: string; thumbnail: string }[]
    }
    expect(task.imageUrls).toHaveLength(4)
    for (const { url, thumbnail } of task.imageUrls) {
      expect((await player.send(url)).headers.get('content-type')).toBe('image/png')
      expect((await player.send(thumbnail)).headers.get('content-type')).toBe('image/webp')
    }
  })

  it('knows a mode only by its literal route', async () => {
    const modeOf = async (prefix: string) => {
      const reply = await player.send(`${prefix}/mj/submit/imagine`, { prompt: 'cat' })
      if (reply.status !== 200) return reply.status
      const { result } = (await reply.json()) as { result: string }
      return ((await player.fetch(result)) as unknown as { mode: string }).mode
    }
    expect(await modeOf('/mj-relax')).toBe('RELAX')
    expect(await modeOf('/mj-turbo')).toBe('TURBO')
    expect(await modeOf('')).toBe('FAST')
    expect(await modeOf('/relax')).toBe(404)
  })

  it('lets only an admin cancel, says nothing, and calls it a failure', async () => {
    const { result } = await player.submit('imagine', { prompt: 'cat' })
    const cancel = async () => told(await player.send(`/mj/task/${result}/cancel`, {}))
    expect(await cancel()).toEqual([400, '演示模式，禁止操作'])
    await player.send('/demo/control', { isAdmin: true })
    expect(await cancel()).toEqual([200, ''])
    expect(await player.fetch(result)).toMatchObject({ status: 'FAILURE', failReason: '取消任务' })
  })

  it('lists the newest hundred, newest first', async () => {
    let last = ''
    for (let n = 0; n < 103; n++)
      last = (await player.submit('shorten', { prompt: `a${n}` })).result
    const list = (await (await player.send('/mj/task/list')).json()) as { id: string }[]
    expect([list.length, list[0]?.id]).toEqual([100, last])
  })

  it('tells a seed, or 400 before there is a picture', async () => {
    const { id } = await player.imagine('cat --seed 5')
    expect(await (await player.send(`/mj/task/${id}/image-seed`)).json()).toMatchObject({
      code: 1,
      result: '5',
    })
    const { result } = await player.submit('imagine', { prompt: 'cat' })
    const early = await player.send(`/mj/task/${result}/image-seed`)
    expect([early.status, await early.json()]).toMatchObject([400, { code: 4 }])
  })

  it('takes references bare, as data or as its own addresses, and skips blanks', async () => {
    const data = await picture('#123456')
    const bare = data.replace('data:image/png;base64,', '')
    const reply = await player.submit('upload-discord-images', {
      base64Array: [bare],
      accountFilter: { instanceId: '1' },
    })
    const [url = ''] = reply.result as unknown as string[]
    const base64Array = ['', bare, data, url]
    expect((await player.submit('imagine', { prompt: 'cat', base64Array })).code).toBe(1)
    const none = await player.send('/mj/submit/upload-discord-images', { base64Array: [] })
    expect(await none.json()).toEqual({ code: 4, description: 'base64 参数错误' })
  })
})

describe('a button of trueai', () => {
  it('need not be the parent’s, but its kind must be known', async () => {
    const grid = await player.imagine('cat')
    const act = (customId: string) => player.submit('action', { taskId: grid.id, customId })
    expect((await act('MJ::JOB::upsample::1::of-another')).code).toBe(1)
    for (const customId of ['MJ::BOOKMARK::x', 'MJ::Job::PromptAnalyzer::1', 'MJ::JOB::nothing'])
      expect(await act(customId)).toMatchObject({ code: 4, description: '未知的 Action 类型' })
  })

  it('leads to T 11’s actions', async () => {
    const single = await upscaled()
    expect((await player.press(single, 'Upscale (Subtle)')).action).toBe('UPSCALE_HD')
    expect((await player.press(single, 'Vary (Strong)')).action).toBe('VARIATION')
    const again = await player.submit('action', {
      taskId: single.id,
      customId: 'MJ::JOB::reroll::0::x::SOLO',
    })
    expect((await player.finished(again)).action).toBe('IMAGINE')
  })

  it('opens remix windows only on an account with Remix', async () => {
    const grid = await player.imagine('cat')
    expect((await press(grid, 'V1')).code).toBe(1)
    expect(await press(grid, 'V1', { enableRemix: true })).toMatchObject({
      code: 4,
      description: '当前账号不支持 remix，请开启 remix 功能',
    })
    await player.send('/demo/control', { remix: true })
    expect(await press(grid, 'V1')).toMatchObject({
      code: 21,
      description: 'Waiting for window confirm',
      properties: { finalPrompt: 'cat', remix: true },
    })
  })

  it('of a describe opens its line with the digit, and all four at once as a list', async () => {
    const task = await described()
    expect(buttonOf(task, 'ὐ4').customId).toBe('MJ::Picread::Retry')
    const line = await press(task, '2️⃣')
    expect(line.code).toBe(21)
    expect(line.properties['finalPrompt']).toMatch(/^2️⃣ /)
    const all = await press(task, 'Imagine all', { state: 's' })
    expect(all.code).toBe(1)
    const ids = all.result.split(',')
    expect(ids).toHaveLength(4)
    player.wait()
    const states = await Promise.all(ids.map(async (id) => (await player.fetch(id)).state))
    expect(states).toEqual(['s::1', 's::2', 's::3', 's::4'])
  })
})

describe('a window of trueai', () => {
  it('of a region shows no prompt; blank is the parent’s, and no mask is asked for', async () => {
    const window = await press(await upscaled(), 'Vary (Region)')
    expect(window.properties).toEqual({ finalPrompt: '', remix: true })
    const open = await player.fetch(window.result)
    expect(open).toMatchObject({ status: 'MODAL', prompt: '', promptEn: '' })
    expect(open.properties['finalPrompt']).toBe('')
    const confirmed = await player.submit('modal', { taskId: window.result })
    expect(confirmed).toMatchObject({ code: 1, result: window.result })
    expect((await player.fetch(window.result)).status).toBe('MODAL')
    const done = await player.finished(confirmed)
    expect(done).toMatchObject({ status: 'SUCCESS', prompt: 'cat --ar 3:2' })
    expect((await player.send(done.imageUrl ?? '')).status).toBe(200)
  })

  it('takes a mask as bare base64 or PNG, and any other prefix for garbage', async () => {
    const single = await upscaled()
    const png = await mask(0.2, 0.6)
    const fill = async (maskBase64: string) => {
      const { result } = await press(single, 'Vary (Region)')
      const answer = await player.submit('modal', { taskId: result, prompt: 'dog', maskBase64 })
      return player.finished(answer)
    }
    expect((await fill(png)).status).toBe('SUCCESS')
    expect((await fill(png.replace('data:image/png;base64,', ''))).status).toBe('SUCCESS')
    expect((await fill(png.replace('image/png', 'image/webp'))).status).toBe('FAILURE')
  })

  it('may be confirmed twice: nobody looks at its status', async () => {
    const { result } = await press(await upscaled(), 'Custom Zoom')
    const modal = { taskId: result, prompt: 'cat --zoom 1.5' }
    await player.finished(await player.submit('modal', modal))
    expect((await player.submit('modal', modal)).code).toBe(1)
  })
})

describe('trueai’s own verbs', () => {
  it('edits fills the holes of a picture, retexture pours over it', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const bytes = await sharp({
      create: { width: 64, height: 64, channels: 4, background: '#c02020' },
    })
      .extend({ right: 64, background: clear })
      .png()
      .toBuffer()
    const image = `data:image/png;base64,${bytes.toString('base64')}`
    const edited = await player.finished(await player.submit('edits', { prompt: 'sea', image }))
    expect(edited).toMatchObject({ action: 'EDIT', status: 'SUCCESS' })
    const pixels = await player.pixels(edited)
    const colourAt = (across: number) =>
      pixels.at(Math.round(pixels.width * across), Math.round(pixels.height / 4))
    expect(colourAt(1 / 16)).toEqual([192, 32, 32])
    expect(colourAt(7 / 16)).not.toEqual([192, 32, 32])
    const surface = await player.submit('retexture', { prompt: 'sea', image })
    expect((await player.finished(surface)).action).toBe('RETEXTURE')
  })

  it('films where video is on: U for each, then going on', async () => {
    await player.send('/demo/control', { hasVideo: true, hasImageUrls: true })
    const image = await picture('#405060')
    const task = await player.finished(
      await player.submit('video', { prompt: 'slow', image, batchSize: 2 }),
    )
    expect(task.action).toBe('VIDEO')
    expect(task.buttons.map(({ label }) => label)).toEqual(['U1', 'U2', ''])
    const films = filmsOf(task)
    expect(films.videoUrls.map(({ url }) => /_\d\.webm/.exec(url)?.[0])).toEqual([
      '_0.webm',
      '_1.webm',
    ])
    // Films stand among the pictures too, and that is where the trouble begins for clients.
    expect(task.imageUrl).toBe(films.videoUrls[0]?.url)
    expect(films.imageUrls).toEqual(films.videoUrls)
    const one = await player.press(task, 'U2')
    expect(one.action).toBe('UPSCALE')
    expect(filmsOf(one).videoUrls.map(({ url }) => /_\d\.webm/.exec(url)?.[0])).toEqual(['_1.webm'])
    expect((await player.press(one, 'Extend (Low motion)')).action).toBe('VIDEO')
    const lost = await player.submit('video', { prompt: 'slow', taskId: task.id })
    expect(lost).toMatchObject({ code: 4, description: '任务类型错误' })
  })

  it('films as a picture that moves, where the operator has no files for films', async () => {
    await player.send('/demo/control', { hasVideo: true, hasFilms: false })
    const image = await picture('#405060')
    const task = await player.finished(await player.submit('video', { prompt: 'slow', image }))
    expect(filmsOf(task).videoUrls).toEqual([{ url: task.imageUrl, thumbnail: null }])
    expect(task.imageUrl).toContain('.webp?')
  })

  it('swaps faces, but not one with itself', async () => {
    const [sourceBase64, targetBase64] = [await picture('#101010'), await picture('#f0f0f0')]
    const swap = async (body: object) => {
      const reply = await player.send('/mj/insight-face/swap', body)
      return (await reply.json()) as { code: number; description: string }
    }
    expect((await swap({ sourceBase64, targetBase64 })).code).toBe(1)
    expect((await swap({ targetBase64 })).description).toBe('人脸图片不能为空')
    expect((await swap({ sourceBase64 })).description).toBe('目标图片不能为空')
    expect((await swap({ sourceBase64, targetBase64: sourceBase64 })).description).toBe(
      '人脸图片和目标图片不能相同',
    )
  })

  it('breaks under the same faults as every voice', async () => {
    await player.send('/demo/control', { faults: 'html-502 next=1 on=read' })
    expect((await player.send('/mj/task/1/fetch')).status).toBe(502)
    await player.send('/demo/control', { faults: 'null-buttons' })
    const { result } = await player.submit('imagine', { prompt: 'cat' })
    await player.send('/demo/control', { faults: 'null-buttons on=all' })
    expect((await player.fetch(result)).buttons).toBeNull()
  })
})

function filmsOf(task: WireTask) {
  return task as unknown as Record<'videoUrls' | 'imageUrls', { url: string; thumbnail: string }[]>
}
