import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonOf, createPlayer, mask, paceMs, picture, type Player } from '../player'

let player: Player
beforeEach(async () => {
  player = await createPlayer({ personality: 'new-api' })
})
afterEach(() => player.leave())

const refusalOf = async (reply: Response) => [reply.status, await reply.json()]

describe('a row of new-api', () => {
  it('is nearly empty until the first refresh, and then as old as the last one', async () => {
    const refreshMs = paceMs * 1.25
    player.wait(refreshMs - (player.now() % refreshMs) + 100)
    const { result } = await player.submit('imagine', { prompt: 'sea', state: 'mine' })
    player.wait(refreshMs - 200)
    expect(await player.fetch(result)).toMatchObject({
      id: result,
      status: '',
      progress: '0%',
      buttons: null,
      properties: null,
      submitTime: 0,
      startTime: 0,
      finishTime: 0,
      state: '',
      imageUrl: '',
    })
    player.wait(200)
    const first = await player.fetch(result)
    expect(first.status).toBe('SUCCESS')
    expect(first.state).toBe('mine')
  })

  it('follows at every look when refreshing is switched off, with another address each time', async () => {
    await player.send('/demo/control', { refreshMs: 0 })
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    player.wait(paceMs / 2)
    const early = await player.fetch(result)
    expect(early).toMatchObject({ status: 'IN_PROGRESS', buttons: [] })
    expect(early.imageUrl).toMatch(/\/mj\/image\/\d{16}\?rand=\d+$/)
    player.wait(1)
    expect((await player.fetch(result)).imageUrl).not.toBe(early.imageUrl)
    const preview = await player.send(early.imageUrl ?? '')
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/webp'])
  })

  it('has every member, the final prompt as its only property, and a picture without a key', async () => {
    const locked = await createPlayer({ personality: 'new-api', key: 'sk-abc' })
    const headers = { authorization: 'Bearer sk-abc-7' }
    const sent = await locked.send('/mj/submit/imagine', { prompt: 'sea' }, headers)
    const { result } = (await sent.json()) as { result: string }
    locked.wait()
    const reply = await locked.send(`/mj/task/${result}/fetch`, undefined, headers)
    const task = (await reply.json()) as Record<string, unknown>
    expect(task).toMatchObject({
      action: 'IMAGINE',
      status: 'SUCCESS',
      progress: '100%',
      customId: '',
      botType: '',
      maskBase64: '',
      failReason: '',
      videoUrl: '',
      videoUrls: null,
      properties: { finalPrompt: 'sea', finalZhPrompt: '' },
      imageUrl: `http://demo.localhost/mj/image/${result}`,
    })
    const image = await locked.send(String(task['imageUrl']))
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(await refusalOf(await locked.send('/mj/image/1'))).toEqual([
      400,
      { error: 'midjourney_task_not_found' },
    ])
    await locked.leave()
  })

  it('of an opened window goes on from MODAL, never back to nothing', async () => {
    await player.send('/demo/control', { refreshMs: 0 })
    const single = await player.press(await player.imagine('sea'), 'U1')
    const { customId } = buttonOf(single, 'Custom Zoom')
    await player.send('/demo/control', { refreshMs: paceMs })
    const { result } = await player.submit('action', { taskId: single.id, customId })
    player.wait(paceMs)
    expect((await player.fetch(result)).status).toBe('MODAL')
    await player.submit('modal', { taskId: result, prompt: 'sea --zoom 2' })
    const seen = new Set<string>()
    for (let ms = 0; ms < paceMs * 4; ms += 500) {
      seen.add((await player.fetch(result)).status)
      player.wait(500)
    }
    expect([...seen].filter((status) => status !== 'IN_PROGRESS')).toEqual(['MODAL', 'SUCCESS'])
  })

  it('passes an expired picture on as an error in JSON, and a good one without caching', async () => {
    const good = await player.imagine('sea')
    expect((await player.send(good.imageUrl ?? '')).headers.get('cache-control')).toBeNull()
    expect(player.counts().pictureReads).toBe(1)
    await player.send('/demo/control', { faults: 'expired-image' })
    const late = await player.imagine('sea')
    expect(await refusalOf(await player.send(late.imageUrl ?? ''))).toEqual([
      404,
      { error: 'This content is no longer available.' },
    ])
  })

  it('is 100 % done when it failed', async () => {
    expect(await player.imagine('cat --v 99')).toMatchObject({
      status: 'FAILURE',
      progress: '100%',
    })
  })

  it('is seen by its own user alone', async () => {
    const { id } = await player.imagine('sea')
    const other = { authorization: 'Bearer sk-other' }
    expect(await refusalOf(await player.send(`/mj/task/${id}/fetch`, undefined, other))).toEqual([
      400,
      { code: 4, description: 'task_no_found ', type: 'upstream_error' },
    ])
    const list = async (headers: Record<string, string>) =>
      (await player.send('/mj/task/list-by-condition', { ids: [id, '1'] }, headers)).json()
    expect(await list(other)).toEqual([])
    expect(await list({})).toHaveLength(1)
  })

  it('survives a restart with its owner', async () => {
    const { id } = await player.imagine('sea')
    await player.restart()
    expect((await player.fetch(id)).status).toBe('SUCCESS')
  })
})

describe('new-api', () => {
  it('refuses a wrong key as OpenAI would, and reads the key between "sk-" and the next "-"', async () => {
    const locked = await createPlayer({ personality: 'new-api', key: 'sk-abc' })
    const status = async (headers: Record<string, string>) =>
      (await locked.send('/mj/task/1/fetch', undefined, headers)).status
    expect(await status({ authorization: 'Bearer sk-abc' })).toBe(400)
    expect(await status({ authorization: 'abc-channel' })).toBe(400)
    expect(await status({ 'mj-api-secret': 'sk-abc' })).toBe(400)
    expect(await status({ authorization: 'midjourney-proxy', 'mj-api-secret': 'abc' })).toBe(400)
    expect(await status({ authorization: 'Bearer x', 'mj-api-secret': 'sk-abc' })).toBe(401)
    expect(await refusalOf(await locked.send('/mj/task/1/fetch'))).toEqual([
      401,
      {
        error: {
          message: expect.stringContaining('(request id: '),
          type: 'new_api_error',
          code: '',
        },
      },
    ])
    await locked.leave()
  })

  it.each([
    ['imagine', { prompt: '' }, 'prompt_is_required '],
    ['change', { taskId: '1', index: 1 }, 'action_is_required '],
    ['change', { taskId: '1', action: 'REROLL' }, 'index_is_required '],
    ['change', { taskId: '1', action: 'UPSCALE', index: 1 }, 'task_not_found '],
    ['modal', { taskId: '1' }, 'task_not_found '],
    ['action', { taskId: '1', customId: 'MJ::JOB::upsample::1::x' }, 'task_not_found '],
    ['action', { taskId: 1320098173412546, customId: 'MJ::Inpaint' }, 'bind_request_body_failed '],
  ])('refuses %s %o with HTTP 400 and no result', async (path, body, description) => {
    expect(await refusalOf(await player.send(`/mj/submit/${path}`, body))).toEqual([
      400,
      { code: 4, description, type: 'upstream_error' },
    ])
  })

  it.each([
    'MJ::Job::PicReader::1',
    'MJ::Picread::Retry',
    'MJ::Job::PromptAnalyzer::1',
    'MJ::BOOKMARK::x',
    'MJ::JOB::animate_high::1::x::SOLO',
    'MJ::JOB::video_virtual_upscale::1::x',
  ])('knows no action for %s', async (customId) => {
    const reply = await player.send('/mj/submit/action', { taskId: '1', customId })
    expect(await refusalOf(reply)).toMatchObject([
      400,
      { error: { message: expect.stringContaining(`unknown_action:${customId}`) } },
    ])
  })

  it('panics on a customId without "::"', async () => {
    const reply = await player.send('/mj/submit/action', { taskId: '1', customId: 'U1' })
    expect(reply.status).toBe(500)
  })

  it.each(['simple-change', 'edits', 'video'])('has no channel for %s', async (path) => {
    const reply = await player.send(`/mj/submit/${path}`, { content: '1 U1', prompt: 'a' })
    expect(await refusalOf(reply)).toMatchObject([503, { error: { code: 'model_not_found' } }])
  })

  it('has neither lists of everything nor a cancel', async () => {
    expect((await player.send('/mj/task/list')).status).toBe(404)
    expect((await player.send('/mj/task/1/cancel', {})).status).toBe(404)
  })

  it('presses no button before its own row is finished', async () => {
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    const body = { taskId: result, customId: 'MJ::JOB::upsample::1::x' }
    expect(await refusalOf(await player.send('/mj/submit/action', body))).toMatchObject([
      400,
      { description: 'task_status_not_success ' },
    ])
  })

  it('hides the window of a remix and the queue behind code 1', async () => {
    await player.send('/demo/control', { remix: true })
    const grid = await player.imagine('sea')
    const { customId } = buttonOf(grid, 'V1')
    const pressed = await player.submit('action', { taskId: grid.id, customId })
    expect(pressed.code).toBe(1)
    player.wait()
    expect(await player.fetch(pressed.result)).toMatchObject({ status: 'MODAL' })

    const small = await createPlayer({
      personality: 'new-api',
      limits: { running: 1, waiting: 1 },
    })
    await small.submit('imagine', { prompt: 'one' })
    expect(await small.submit('imagine', { prompt: 'two' })).toMatchObject({
      code: 1,
      description: '排队中，前面还有1个任务',
    })
    await small.leave()
  })

  it('shows the windows of Region and Custom Zoom, and names the actions its own way', async () => {
    const single = await player.press(await player.imagine('sea'), 'U1')
    const press = (label: string) =>
      player.submit('action', { taskId: single.id, customId: buttonOf(single, label).customId })
    const region = await press('Vary (Region)')
    expect(region).toMatchObject({ code: 21, description: '等待窗口确认' })
    const maskBase64 = await mask(0.2, 0.6)
    const confirmed = await player.submit('modal', {
      taskId: region.result,
      prompt: 'x',
      maskBase64,
    })
    expect(confirmed.result).toBe(region.result)
    expect(await player.finished(confirmed)).toMatchObject({ status: 'SUCCESS', action: 'INPAINT' })
    expect((await press('Custom Zoom')).code).toBe(21)
    expect((await player.press(single, 'Vary (Subtle)')).action).toBe('LOW_VARIATION')
    expect((await player.press(single, 'Zoom Out 2x')).action).toBe('ZOOM')
  })

  it('passes the body of a full or refusing Plus through', async () => {
    const reply = await player.send('/mj/submit/imagine', { prompt: 'gore' })
    expect(await refusalOf(reply)).toMatchObject([200, { code: 24, result: null }])
  })

  it('answers 30 with HTTP 429 while its group is saturated', async () => {
    await player.send('/demo/control', { isSaturated: true })
    expect(
      await refusalOf(await player.send('/mj/submit/imagine', { prompt: 'sea' })),
    ).toMatchObject([429, { code: 30, description: expect.stringContaining('负载已饱和') }])
    expect(player.counts().charges).toEqual([])
  })

  it('takes any word for a mode; after "mj-" it means nothing', async () => {
    const took = async (prefix: string) => {
      const reply = await player.send(`${prefix}/mj/submit/shorten`, { prompt: 'a sea' })
      const { result } = (await reply.json()) as { result: string }
      player.wait()
      const { startTime, finishTime } = await player.fetch(result)
      return (finishTime ?? 0) - (startTime ?? 0)
    }
    const fast = await took('')
    expect(await took('/mj-relax')).toBeLessThan(fast * 1.3)
    expect(await took('/relax')).toBeGreaterThan(fast * 1.3)
    expect(await took('/whatever')).toBeLessThan(fast * 1.3)
  })

  it('keeps notify hooks and account filters from its Plus', async () => {
    const events: string[] = []
    const hooked = await createPlayer({
      personality: 'new-api',
      sendHook: async (_url, body) => void events.push(body),
    })
    await hooked.submit('imagine', { prompt: 'sea', notifyHook: 'http://me/x' })
    hooked.wait()
    await hooked.deliverHooks()
    expect(events).toEqual([])
    await hooked.leave()
  })

  it('tells seeds and describes pictures, whose address it proxies too', async () => {
    const { id } = await player.imagine('sea --seed 7')
    expect(await (await player.send(`/mj/task/${id}/image-seed`)).json()).toMatchObject({
      code: 1,
      result: '7',
    })
    const base64 = await picture('#204080')
    const described = await player.finished(await player.submit('describe', { base64 }))
    expect((await player.send(described.imageUrl ?? '')).status).toBe(200)
  })
})
