import { describe, expect, it } from 'vitest'
import { recogniseMover } from './movers'
import { dooyExport, licoyList, lobeData } from './testing/mover-histories'

function read(value: unknown) {
  const found = recogniseMover(value)
  if (found === null) throw new Error('not recognised')
  return found
}

describe("Dooy's export", () => {
  const { client, history } = read(dooyExport)

  it('is recognised, wrapped or bare', () => {
    expect(client).toBe('dooy')
    expect(read(dooyExport.data)).toEqual({ client, history })
  })

  it('gives each drawing with its prompt, its links, its id and its times', () => {
    expect(history.tasks[0]).toEqual({
      gatewayTaskId: '1710483721000123',
      prompt: '雪中的红狐 --ar 3:2',
      promptEn: 'a red fox in snow',
      finalPrompt: 'a red fox in snow --ar 3:2 --v 6.0',
      action: 'IMAGINE',
      createdAt: 1_710_483_721_000,
      finishedAt: 1_710_483_760_000,
      imageUrls: [dooyExport.data.chat[0].data[1].opt.imageUrl],
      videoUrls: [],
      buttons: dooyExport.data.chat[0].data[1].opt.buttons,
      parentGatewayTaskId: null,
      seed: '1234567',
    })
  })

  it('knows the parent of an upscale', () => {
    expect(history.tasks[1]).toMatchObject({
      action: 'UPSCALE',
      parentGatewayTaskId: '1710483721000123',
    })
  })

  it('takes what has only an id, with the prompt and the time of the message', () => {
    expect(history.tasks[2]).toMatchObject({
      gatewayTaskId: '1710579600000789',
      prompt: 'an owl',
      imageUrls: [],
      createdAt: new Date(2024, 2, 16, 9).getTime(),
    })
    expect(history.tasks).toHaveLength(3)
  })

  it('tells what it leaves, and says nothing of talk', () => {
    expect(history.skipped).toEqual([
      { what: 'chat[0].data[5]', reason: 'unfinished' },
      { what: 'chat[0].data[7]', reason: 'failed' },
      { what: 'chat[0].data[8]', reason: 'not-a-task' },
      { what: 'chat[0].data[9]', reason: 'not-a-task' },
      { what: 'chat[1]', reason: 'not-a-task' },
    ])
  })
})

describe("lobe's MIDJOURNEY_DATA", () => {
  const { client, history } = read(lobeData)

  it('is recognised, also as text under its key', () => {
    expect(client).toBe('lobe')
    expect(read({ theme: 'dark', MIDJOURNEY_DATA: JSON.stringify(lobeData) }).history).toEqual(
      history,
    )
  })

  it('gives tasks, the unfinished one included since its gateway may know more', () => {
    expect(history.tasks.map((task) => [task.gatewayTaskId, task.imageUrls.length])).toEqual([
      ['1705310285146113', 1],
      ['1705322516641400', 1],
      ['1705400000000002', 0],
    ])
    expect(history.tasks[1]?.parentGatewayTaskId).toBe('1705310285146113')
  })

  it('tells the failed, the empty and what is no task', () => {
    expect(history.skipped).toEqual([
      { what: 'tasks[2]', reason: 'failed' },
      { what: 'tasks[4]', reason: 'nothing-to-keep' },
      { what: 'tasks[5]', reason: 'not-a-task' },
    ])
  })
})

describe("Licoy's mj-list", () => {
  const { client, history } = read(licoyList)

  it('is recognised and read oldest first', () => {
    expect(client).toBe('licoy')
    expect(history.tasks.map((task) => task.gatewayTaskId)).toEqual([
      '1723999900000111',
      '1723999990000222',
    ])
  })

  it('gives prompts, links, buttons and the parent of a press', () => {
    expect(history.tasks[0]).toMatchObject({ action: 'IMAGINE', prompt: '山水 --ar 16:9' })
    expect(history.tasks[0]?.buttons).toHaveLength(1)
    expect(history.tasks[1]).toMatchObject({ action: '', parentGatewayTaskId: '1723999900000111' })
  })

  it('tells what failed and what never got an id', () => {
    expect(history.skipped).toEqual([
      { what: 'draw[4]', reason: 'not-a-task' },
      { what: 'draw[1]', reason: 'failed' },
      { what: 'draw[0]', reason: 'unfinished' },
    ])
  })
})

it.each([
  null,
  17,
  'text',
  [],
  {},
  { tasks: [] },
  { data: { chat: [] } },
  { state: { draw: 'none', currentId: 1 } },
  { 'mj-list': '{cut' },
])('%j is nobody’s history', (value) => {
  expect(recogniseMover(value)).toBeNull()
})

it('an empty history is a history', () => {
  expect(read({ activeTaskId: '', tasks: [] }).history).toEqual({ tasks: [], skipped: [] })
})
