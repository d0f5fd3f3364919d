import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFaults, faultNames, parseFaults } from './faults'
import { createPlayer, type Player } from './player'

describe('a fault plan', () => {
  it('is read from one line', () => {
    expect(parseFaults('slow rate=0.2 ms=30, html-502 next=3 on=read; stuck, seed=7')).toEqual({
      seed: 7,
      rules: [
        { name: 'slow', rate: 0.2, next: null, ms: 30, on: 'submit' },
        { name: 'html-502', rate: 1, next: 3, ms: null, on: 'read' },
        { name: 'stuck', rate: 1, next: null, ms: null, on: 'submit' },
      ],
    })
    expect(parseFaults('').rules).toEqual([])
    for (const name of faultNames) expect(parseFaults(name).rules[0]?.name).toBe(name)
  })

  it.each(['slwo', 'slow rate=2', 'slow often', 'stuck next=x'])('refuses "%s"', (text) => {
    expect(() => parseFaults(text)).toThrow(/unknown fault|does not understand/)
  })

  it('strikes the same requests again with the same seed, about as often as its rate', () => {
    const strikes = (seed: number) => {
      const faults = createFaults(parseFaults(`slow rate=0.3, seed=${seed}`))
      return Array.from({ length: 1000 }, () => (faults.take('slow', 'submit') ? 1 : 0))
    }
    expect(strikes(4)).toEqual(strikes(4))
    expect(strikes(4)).not.toEqual(strikes(5))
    const hits = strikes(4).filter(Boolean).length
    expect(hits).toBeGreaterThan(240)
    expect(hits).toBeLessThan(360)
  })

  it('with next is over after so many strikes, and keeps to its scope', () => {
    const faults = createFaults(parseFaults('empty-200 next=2'))
    expect(faults.take('empty-200', 'read')).toBeUndefined()
    const taken = [1, 2, 3].map(() => faults.take('empty-200', 'submit') !== undefined)
    expect(taken).toEqual([true, true, false])
  })
})

describe('faults at the wire', () => {
  let player: Player
  beforeEach(async () => {
    player = await createPlayer()
  })
  afterEach(() => player.leave())
  const set = (faults: string | null) => player.send('/demo/control', { faults })
  const imagine = () => player.send('/mj/submit/imagine', { prompt: 'sea', state: 'x' })

  it.each([
    ['rate-limit', 429],
    ['rate-limit-retry-after', 429],
    ['html-502', 502],
    ['html-200', 200],
  ])('%s answers %i and accepts nothing', async (name, status) => {
    await set(`${name} next=1`)
    const reply = await imagine()
    expect(reply.status).toBe(status)
    expect(reply.headers.get('retry-after')).toBe(name.endsWith('after') ? '2' : null)
    expect((await reply.text()).startsWith('<html>')).toBe(name.startsWith('html'))
    expect(player.counts().charges).toEqual([])
    expect((await imagine()).status).toBe(200)
  })

  it('a reset before acceptance charges nothing, one after it has charged', async () => {
    await set('reset-before-accept next=1')
    await expect(imagine()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(player.counts()).toMatchObject({ submits: 1, charges: [] })
    await set('reset-after-accept next=1')
    await expect(imagine()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(player.counts().charges).toMatchObject([{ state: 'x' }])
  })

  it.each(['empty-200', 'cut-json', 'html-502-after-accept'])(
    '%s hides an acceptance that was charged',
    async (name) => {
      await set(`${name} next=1`)
      const text = await (await imagine()).text()
      expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
      expect(player.counts().charges).toHaveLength(1)
    },
  )

  it('a timeout answers 524 after its time, with the task accepted', async () => {
    await set('timeout next=1 ms=30')
    expect((await imagine()).status).toBe(524)
    expect(player.counts().charges).toHaveLength(1)
  })

  it('ids become bare numbers, codes become strings, snowflakes have nineteen digits', async () => {
    await set('snowflake-ids, number-ids, string-code')
    const text = await (await imagine()).text()
    expect(text).toContain('"result":1619855216344100864')
    expect(text).toContain('"code":"1"')
    const task = await (await player.send('/mj/task/1619855216344100864/fetch')).text()
    expect(task).toContain('"id":1619855216344100864')
  })

  it('buttons and properties become null', async () => {
    await set('null-buttons, null-properties')
    expect(await player.imagine('sea')).toMatchObject({ buttons: null, properties: null })
  })

  it('progress becomes words, or stands still at 93 %', async () => {
    await set('progress-words next=1')
    const worded = await player.submit('imagine', { prompt: 'sea' })
    player.wait(5000)
    expect((await player.fetch(worded.result)).progress).toMatch(/^[A-Za-z ]+$/)
    await set('stuck next=1')
    const stuck = await player.imagine('sea')
    expect(stuck).toMatchObject({ status: 'IN_PROGRESS', progress: '93%' })
  })

  it('a task vanishes while it runs, but its charge does not', async () => {
    await set('vanish next=1')
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    player.wait(2000)
    expect((await player.fetch(result)).status).toBe('IN_PROGRESS')
    player.wait(9000)
    expect(await (await player.send(`/mj/task/${result}/fetch`)).text()).toBe('')
    expect(player.counts().charges).toHaveLength(1)
  })

  it('a task fails late, after its previews were seen', async () => {
    await set('late-failure next=1')
    const { result } = await player.submit('imagine', { prompt: 'sea' })
    player.wait(7000)
    expect((await player.fetch(result)).imageUrl).toContain('.webp')
    player.wait()
    expect(await player.fetch(result)).toMatchObject({ status: 'FAILURE', progress: '' })
  })

  it('a picture expires: 404 from the time in its address on', async () => {
    await set('expired-image next=1 ms=5000')
    const answer = await player.submit('imagine', { prompt: 'sea' })
    player.wait(14_000)
    const task = await player.fetch(answer.result)
    expect(task.status).toBe('SUCCESS')
    expect((await player.send(task.imageUrl ?? '')).status).toBe(200)
    player.wait(5000)
    expect((await player.send(task.imageUrl ?? '')).status).toBe(404)
    const ex = new URL(task.imageUrl ?? '').searchParams.get('ex') ?? ''
    expect(Number.parseInt(ex, 16) * 1000).toBeLessThanOrEqual(player.now())
  })

  it('are refused by name when unknown, and cleared with null', async () => {
    expect((await set('nonsense')).status).toBe(400)
    await set('html-502')
    await set(null)
    expect((await imagine()).status).toBe(200)
  })
})
