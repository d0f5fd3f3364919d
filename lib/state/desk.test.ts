import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { deskStore, withPictures } from './desk'

beforeEach(() => {
  deskStore.setState({ name: null, pictures: { blend: [], describe: [], swap: [] } })
})

const desk = () => deskStore.getState()

it('pictures given to a desk lie behind those that are there, none of them twice', () => {
  desk().open('blend', ['a', 'b'])
  desk().open('blend', ['b', 'c', 'c'])
  expect(desk().pictures.blend).toEqual(['a', 'b', 'c'])
})

it('a blend has room for five', () => {
  expect(withPictures('blend', ['a', 'b', 'c', 'd'], ['e', 'f'])).toEqual(['a', 'b', 'c', 'd', 'e'])
})

it('the describe desk has the newest picture', () => {
  expect(withPictures('describe', ['a'], ['b', 'c'])).toEqual(['c'])
  expect(withPictures('describe', ['a'], [])).toEqual(['a'])
})

it('a face comes first, then what it goes on, and only the latter gives way', () => {
  expect(withPictures('swap', [], ['a'])).toEqual(['a', ''])
  expect(withPictures('swap', ['a', ''], ['b'])).toEqual(['a', 'b'])
  expect(withPictures('swap', ['', 'b'], ['c'])).toEqual(['c', 'b'])
  expect(withPictures('swap', ['a', 'b'], ['c'])).toEqual(['a', 'c'])
})

it('each desk keeps its pictures while another is open, and loses them when it is closed', () => {
  desk().open('blend', ['a', 'b'])
  desk().open('swap', ['f'])
  expect(desk().pictures.blend).toEqual(['a', 'b'])
  desk().close()
  expect(desk().name).toBeNull()
  expect(desk().pictures).toEqual({ blend: ['a', 'b'], describe: [], swap: [] })
})

/** A tab whose storage holds `kept`; resolves to the module as a page of it loads it. */
async function pageOf(kept: Map<string, string>) {
  vi.stubGlobal('window', {
    sessionStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    },
  })
  vi.resetModules()
  return import('./desk')
}

afterEach(() => vi.unstubAllGlobals())

it('what lies on the desks outlives a reload of the tab', async () => {
  const tab = new Map<string, string>()
  const before = await pageOf(tab)
  before.deskStore.getState().open('blend', ['a', 'b'])
  before.deskStore.getState().shape('LANDSCAPE')
  const after = await pageOf(tab)
  expect(after.deskStore.getState().name).toBeNull()
  after.hydrateDesk()
  expect(after.deskStore.getState()).toMatchObject({
    name: 'blend',
    pictures: { blend: ['a', 'b'] },
    dimensions: 'LANDSCAPE',
  })
})

it('a desk that was opened before what is kept was read is not taken away', async () => {
  const tab = new Map<string, string>()
  const before = await pageOf(tab)
  before.deskStore.getState().open('blend', ['a', 'b'])
  const after = await pageOf(tab)
  after.deskStore.getState().open('describe', ['c'])
  after.hydrateDesk()
  expect(after.deskStore.getState().name).toBe('describe')
  expect(after.deskStore.getState().pictures.blend).toEqual([])
})

it('what is kept is read once: a desk that was closed since stays closed', async () => {
  const tab = new Map<string, string>()
  const { deskStore: store, hydrateDesk } = await pageOf(tab)
  hydrateDesk()
  tab.set('safelight.desk', JSON.stringify({ version: 1, state: { name: 'swap' } }))
  hydrateDesk()
  expect(store.getState().name).toBeNull()
})

it.each(['no json', '7', JSON.stringify({ version: 2, state: { name: 'swap' } })])(
  'what is no keepsake of ours is not read: %s',
  async (kept) => {
    const { deskStore: store, hydrateDesk } = await pageOf(new Map([['safelight.desk', kept]]))
    hydrateDesk()
    expect(store.getState()).toMatchObject({ name: null, pictures: { blend: [] } })
  },
)

it('where the browser is full or forbids to keep anything, a desk works all the same', async () => {
  vi.stubGlobal('window', {
    get sessionStorage(): Storage {
      throw new Error('SecurityError')
    },
  })
  vi.resetModules()
  const { deskStore: store, hydrateDesk } = await import('./desk')
  hydrateDesk()
  store.getState().open('blend', ['a'])
  expect(store.getState().pictures.blend).toEqual(['a'])
})
