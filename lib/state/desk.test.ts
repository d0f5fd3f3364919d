import { beforeEach, expect, it } from 'vitest'
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
