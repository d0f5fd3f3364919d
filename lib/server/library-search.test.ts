import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { develop, foundBy, keptTask, promptsFor } from './testing/develop'
import { plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let under: StudioUnderTest
beforeAll(async () => {
  under = await studioUnderTest()
})
afterAll(() => under.close())

const search = (query: string) => promptsFor(under, query)

describe('words', () => {
  const fox = 'A red fox in the snow'
  const foxglove = 'foxglove, red, on a close-up of moss'
  const cafe = 'a Café in the red light'
  const chinese = '一只红色狐狸在雪地里奔跑'
  const mixed = '红色的色狐与狐狸, fox'

  beforeAll(async () => {
    for (const prompt of [fox, foxglove, cafe, chinese, mixed]) await develop(under, prompt)
  }, 60_000)

  test.each<[string, string[]]>([
    ['red', [cafe, foxglove, fox]],
    ['red ', [cafe, foxglove, fox]],
    ['RED snow ', [fox]],
    ['fox', [mixed, foxglove, fox]],
    ['fox ', [mixed, fox]],
    ['fox red', [foxglove, fox].slice(1)],
    ['red fo', [foxglove, fox]],
    ['cafe', [cafe]],
    ['café light', [cafe]],
    ['close-up', [foxglove]],
    ['"red fox"', [fox]],
    ['"fox red"', []],
    ['-fox red ', [cafe, foxglove]],
    ['-"red fox" red ', [cafe, foxglove]],
    ['nothing at all', []],
    ['狐', [mixed, chinese]],
    ['狐狸', [mixed, chinese]],
    ['红色狐狸', [chinese]],
    ['-红色狐狸 狐狸', [mixed]],
    ['雪地 奔跑', [chinese]],
    ['狐狸 fox', [mixed]],
    ["'; drop table term; --", []],
    ['100%', []],
    ['red %', [cafe, foxglove, fox]],
    ['foo:bar', []],
  ])('%s', async (query, prompts) => {
    expect(await search(query)).toEqual(prompts)
  })

  test('what one word finds is counted with no hit twice', async () => {
    const { total } = await under.studio.library.wall(viewer, 're')
    expect(total).toBe(12)
  })
})

describe('filters', () => {
  const wide = 'a heron --ar 16:9 --v 7 --fast'
  const niji = 'a swan --niji 6 --seed 4242'
  const square = 'a gull --v 6.1'

  beforeAll(async () => {
    await develop(under, wide, { width: 1456, height: 816 })
    await develop(under, niji)
    await develop(under, square, { width: 64, height: 64 })
  }, 60_000)

  test.each<[string, string[]]>([
    ['model:7', [wide]],
    ['model:v6.1', [square]],
    ['model:niji6', [niji]],
    ['model:niji', [niji]],
    ['bot:niji', [niji]],
    ['ar:16:9 heron ', [wide]],
    ['ar:1:1', [square]],
    ['ar:2:1 swan ', [niji]],
    ['speed:fast', [wide]],
    ['seed:4242', [niji]],
    ['is:grid -model:7 model:6.1', [square]],
    ['verb:imagine model:7', [wide]],
    ['gateway:scripted model:7', [wide]],
    ['gateway:"Scripted gateway" model:7', [wide]],
    ['gateway:other', []],
    ['has:parent', []],
    ['is:film', []],
    ['is:pasted', []],
    ['in:nowhere', []],
    ['-in:nowhere model:7', [wide]],
  ])('%s', async (query, prompts) => {
    expect(await search(query)).toEqual(prompts)
  })

  test('a time is from its first moment on, or before it', async () => {
    const at = new Date(under.clock.now())
    const day = (offset: number) => {
      const date = new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset)
      const two = (n: number) => String(n).padStart(2, '0')
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    }
    expect(await search(`model:7 after:${day(0)}`)).toEqual([wide])
    expect(await search(`model:7 after:${day(1)}`)).toEqual([])
    expect(await search(`model:7 before:${day(1)}`)).toEqual([wide])
    expect(await search(`model:7 before:${day(0)}`)).toEqual([])
    expect(await search(`model:7 -before:${day(0)}`)).toEqual([wide])
    expect(await search(`model:7 after:${day(0).slice(0, 7)}`)).toEqual([wide])
    expect(await search(`model:7 before:${day(0).slice(0, 4)}`)).toEqual([])
  })
})

test('a press makes its parent one that has children, and its result one that has a parent', async () => {
  const root = await develop(under, 'a quiet lighthouse')
  expect(await search('lighthouse has:children')).toEqual([])
  const press = { verb: 'action', taskId: root.id, customId: 'MJ::JOB::upsample::1::job' } as const
  const child = await develop(under, press, { isGrid: false })
  expect(await foundBy(under, 'lighthouse has:parent')).toEqual([child.pictures[0]!.id])
  expect(await foundBy(under, 'lighthouse is:upscale')).toEqual([child.pictures[0]!.id])
  expect(await foundBy(under, 'lighthouse has:children')).toHaveLength(4)
  expect(await foundBy(under, 'lighthouse is:grid')).toHaveLength(4)
})

test('a note is found as soon as it is written, and no longer once it is taken away', async () => {
  const task = await develop(under, 'a plain jar')
  const noted = await under.studio.library.note(viewer, task.id, 'für die Küche, 厨房')
  expect(noted.note).toBe('für die Küche, 厨房')
  for (const query of ['kuche', '厨房', 'jar has:note']) {
    expect(await search(query)).toEqual(['a plain jar'])
  }
  await under.studio.library.note(viewer, task.id, '')
  for (const query of ['kuche', '厨房', 'jar has:note']) expect(await search(query)).toEqual([])
  const stranger = under.studio.library.note(viewerOf('other'), task.id, 'mine')
  await expect(stranger).rejects.toMatchObject({ kind: 'not-found' })
})

test('the words that the gateway used are found beside those that were typed', async () => {
  const report = { promptEn: 'a brass kettle', finalPrompt: 'a copper kettle --v 7 --ar 3:2' }
  await develop(under, '一把壶', { report, width: 96, height: 64 })
  for (const query of ['brass', 'copper', '壶', 'kettle model:7 ar:3:2']) {
    expect(await search(query)).toEqual(['一把壶'])
  }
})

test('a failed task is not found until it is healed', async () => {
  const { id, gatewayTaskId } = await under.imagine('a late comet')
  under.gateway.report(gatewayTaskId!, { status: 'FAILURE', failReason: 'no' })
  await under.until(id, 'failed')
  expect(await search('comet')).toEqual([])
  const imageUrl = 'https://cdn.example/late.png'
  under.gateway.pictures.set(imageUrl, await plainPicture(64, 64, '#abcdef'))
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl })
  // While anything runs, what may yet be healed is looked at as well.
  await under.imagine('something that runs')
  await keptTask(under, id)
  expect(await search('comet')).toEqual(['a late comet'])
})

test('a search says how it may go on', async () => {
  const suggest = (query: string) => under.studio.library.suggest(viewer, query)
  expect(await suggest('snow fo')).toEqual([
    { text: 'fox', kind: 'word', count: 2 },
    { text: 'foxglove', kind: 'word', count: 1 },
  ])
  expect(await suggest('狐')).toContainEqual({ text: '狐狸', kind: 'word', count: 2 })
  expect(await suggest('model:')).toContainEqual({ text: 'model:7', kind: 'filter', count: 2 })
  expect(await suggest('-niji')).toEqual(
    expect.arrayContaining([{ text: '-bot:niji', kind: 'filter', count: 1 }]),
  )
  expect(await suggest('gateway:scripted')).toContainEqual(
    expect.objectContaining({ text: 'gateway:"scripted gateway"' }),
  )
  expect(await suggest('bef')).toEqual([{ text: 'before:', kind: 'filter', count: 0 }])
  await under.studio.library.createCollection(viewer, 'Best of 2026')
  expect(await suggest('in:"best')).toEqual([
    { text: 'in:"Best of 2026"', kind: 'filter', count: 0 },
  ])
  expect(await suggest('')).toEqual([])
  expect(await suggest('red ')).toEqual([])
  expect(await under.studio.library.suggest(viewerOf('other'), 'fo')).toEqual([])
})

test('a saved search is counted anew when its pictures change', async () => {
  const { library } = under.studio
  const saved = await library.saveSearch(viewer, { name: 'Owls', query: 'owl' })
  expect(saved).toMatchObject({ name: 'Owls', query: 'owl', count: 0 })
  await develop(under, 'an owl')
  expect(await library.searches(viewer)).toEqual([{ ...saved, count: 4 }])
  const again = await library.saveSearch(viewer, { name: 'Owls', query: 'owl is:kept' })
  expect(again).toEqual({ ...saved, query: 'owl is:kept', count: 0 })
  const [first] = await foundBy(under, 'owl')
  await library.mark(viewer, { ids: [first!] }, { kept: true })
  expect((await library.searches(viewer))[0]).toMatchObject({ count: 1 })
  const stranger = viewerOf('other')
  expect(await library.searches(stranger)).toEqual([])
  await expect(library.removeSearch(stranger, saved.id)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await library.removeSearch(viewer, saved.id)
  expect(await library.searches(viewer)).toEqual([])
})
