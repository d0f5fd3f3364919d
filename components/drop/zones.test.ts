import { expect, it } from 'vitest'
import type { Capabilities } from '@/lib/mj/capabilities'
import { type Brought, closedBecause, zones } from './zones'

const everything = { references: true, upload: true, describe: true, blend: true, swap: true }
const verdicts = (brought: Brought, lacking: Partial<typeof everything> = {}) =>
  Object.fromEntries(
    zones.map((zone) => [
      zone,
      closedBecause(zone, brought, { ...everything, ...lacking } as Capabilities),
    ]),
  )
const open = { image: null, style: null, character: null, describe: null, blend: null, swap: null }

it('one picture can become everything that its gateway knows', () => {
  expect(verdicts({ count: 1, hasFiles: true })).toEqual(open)
  expect(verdicts({ count: 0, hasFiles: true })).toEqual(open)
  expect(verdicts({ count: 1, hasFiles: true }, { upload: false, swap: false })).toEqual({
    ...open,
    style: 'upload',
    character: 'upload',
    swap: 'swap',
  })
})

it('a gateway that has not answered yet is believed to know everything', () => {
  expect(closedBecause('blend', { count: 1, hasFiles: true }, undefined)).toBeNull()
})

it('several pictures leave open what several can become', () => {
  expect(verdicts({ count: 2, hasFiles: true })).toEqual({ ...open, character: 'one-only' })
  expect(verdicts({ count: 3, hasFiles: true })).toEqual({
    ...open,
    character: 'one-only',
    swap: 'two-only',
  })
})

it('an address alone can only stand in the prompt, whatever the gateway', () => {
  expect(verdicts({ count: 0, hasFiles: false }, { references: false })).toEqual({
    image: null,
    style: 'needs-file',
    character: 'needs-file',
    describe: 'needs-file',
    blend: 'needs-file',
    swap: 'needs-file',
  })
})
