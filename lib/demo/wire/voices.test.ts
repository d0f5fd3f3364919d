import { describe, expect, it } from 'vitest'
import { createDemoGateway } from '../gateway'
import { createPlayer } from '../player'
import { parsePersonality, personalities } from './wire'

describe.each(personalities)('%s', (personality) => {
  const headers =
    personality === 'trueai' ? { authorization: 'sesame' } : { 'mj-api-secret': 'sesame' }
  const open = () => createPlayer({ personality })

  it('finishes an imagine, books it once, and knows it after a restart', async () => {
    const player = await open()
    const reply = await player.send('/mj/submit/imagine', { prompt: 'sea' })
    const [, id = ''] = /"result":"?([\w-]+)/.exec(await reply.text()) ?? []
    player.wait()
    const fetch = async () => (await player.send(`/mj/task/${id}/fetch`)).text()
    const done = await fetch()
    expect(done).toMatch(/"status":"(?:SUCCESS|TASK_STATUS_SUCCEED)"/)
    await player.restart()
    expect(await fetch()).toBe(done)
    const counts = (await (await player.send('/demo/counts')).json()) as object
    expect(counts).toMatchObject({ charges: [{ taskId: id, verb: 'imagine' }] })
    await player.leave()
  })

  it('hands out picture addresses that serve pictures', async () => {
    const player = await open()
    const reply = await player.send('/mj/submit/imagine', { prompt: 'sea' })
    const [, id = ''] = /"result":"?([\w-]+)/.exec(await reply.text()) ?? []
    player.wait()
    const done = (await (await player.send(`/mj/task/${id}/fetch`)).text()).replaceAll(
      '\\u0026',
      '&',
    )
    const [, url = ''] = /"(?:imageUrl|image_url)":"([^"]+)"/.exec(done) ?? []
    const served = await player.send(url)
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png'])
    await player.leave()
  })

  it('is told by the control endpoint what goes wrong', async () => {
    const player = await open()
    const imagine = () => player.send('/mj/submit/imagine', { prompt: 'sea' })
    const set = (faults: string) => player.send('/demo/control', { faults })
    expect(await (await set('html-502 next=1')).json()).toMatchObject({ personality })
    expect((await imagine()).status).toBe(502)
    await set('rate-limit next=1')
    expect((await imagine()).status).toBe(429)
    expect(player.counts().charges).toHaveLength(0)
    await set('reset-after-accept next=1')
    await expect(imagine()).rejects.toThrow('socket hang up')
    await set('string-code next=1')
    expect(await (await imagine()).text()).toContain('"code":"1"')
    await set('late-failure next=1')
    const [, id = ''] = /"result":"?([\w-]+)/.exec(await (await imagine()).text()) ?? []
    player.wait()
    const failed = await (await player.send(`/mj/task/${id}/fetch`)).text()
    expect(failed).toMatch(/"status":"(?:FAILURE|TASK_STATUS_FAILED)"/)
    expect(player.counts().charges).toHaveLength(3)
    await player.leave()
  })

  it('shows its counts to whoever has the key', async () => {
    const player = await createPlayer({ personality, key: 'sesame' })
    expect((await player.send('/demo/counts')).status).toBe(401)
    expect((await player.send('/demo/counts', undefined, headers)).status).toBe(200)
    await player.leave()
  })
})

it('an unknown personality is refused with the known ones', async () => {
  expect(() => parsePersonality('Plus')).toThrow('unknown personality "Plus"; known are plus, ')
  const personality = 'midjourney' as 'plus'
  await expect(createDemoGateway({ personality })).rejects.toThrow('known are plus, novicezk')
})
