import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { createEasel } from './easel'
import { palettes } from './palettes'
import type { Tile } from './scene'

const tile: Tile = {
  scene: {
    kind: 'painted',
    motif: 'ridges',
    palette: palettes.teal,
    seed: 11,
    departures: [],
    without: [],
    vividness: 1,
    tones: 0,
  },
  view: { x: -256, y: -256, width: 512, height: 512 },
  width: 128,
  height: 128,
}

it('paints on a thread, and where there is none the same pixels in the main one', async () => {
  const threaded = createEasel()
  const there = await threaded.paint(tile, {})
  expect(threaded.isThreaded).toBe(true)
  // A folder without the worker's source, as in a build that left it behind.
  const alone = createEasel(tmpdir())
  const here = await alone.paint(tile, {})
  expect(alone.isThreaded).toBe(false)
  expect(Buffer.from(here.pixels).equals(there.pixels)).toBe(true)
  await Promise.all([threaded.close(), alone.close()])
})

it('takes the most urgent tile first, even when it was begun as an idle one', async () => {
  const easel = createEasel(tmpdir())
  const order: string[] = []
  let urgency = 0
  const paint = (name: string, want: () => number) =>
    easel.paint(tile, {}, want).then(() => order.push(name))
  const all = [
    paint('first', () => 0),
    paint('idle', () => 0),
    paint('risen', () => urgency),
    paint('asked', () => 1),
  ]
  urgency = 2
  await Promise.all(all)
  expect(order).toEqual(['first', 'risen', 'asked', 'idle'])
  await easel.close()
})

it('tells whoever waits when it is closed, and whoever comes later', async () => {
  const easel = createEasel()
  const left = Promise.all([easel.paint(tile, {}), easel.paint(tile, {})])
  const told = expect(left).rejects.toThrow('the painter was closed')
  await easel.close()
  await told
  await expect(easel.paint(tile, {})).rejects.toThrow('the painter was closed')
})
