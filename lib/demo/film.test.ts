import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPlayer, decode, type Player, type WireTask } from './player'
import { muxWebm } from './webm'

type Films = WireTask & { videoUrl: string; videoUrls: { url: string; thumbnail: string }[] }

let player: Player
let film: Films
beforeAll(async () => {
  player = await createPlayer({ video: true })
  const single = await player.press(await player.imagine('sea'), 'U1')
  film = (await player.press(single, 'Animate (Low motion)')) as Films
})
afterAll(() => player.leave())

const read = async (url: string) => Buffer.from(await (await player.send(url)).arrayBuffer())

test('a film of Plus is a WebM beside a still of its first frame', async () => {
  expect(film.videoUrls).toHaveLength(1)
  expect(film.videoUrl).toBe(film.videoUrls[0]?.url)
  expect(film.imageUrl).toBe(film.videoUrls[0]?.thumbnail)
  const answer = await player.send(film.videoUrl)
  expect(answer.headers.get('content-type')).toBe('video/webm')
  const [still, first] = [
    await decode(await read(film.imageUrl!)),
    await decode(firstFrame(await read(film.videoUrl))),
  ]
  expect([first.width, first.height]).toEqual([still.width, still.height])
  for (const [x, y] of [
    [40, 40],
    [200, 100],
    [300, 300],
  ] as const) {
    const distance = first.at(x, y).map((value, n) => Math.abs(value - still.at(x, y)[n]!))
    expect(Math.max(...distance)).toBeLessThan(30)
  }
})

/** The first key frame (found by VP8's start code), put back into the WebP it came from. */
function firstFrame(webm: Buffer): Buffer {
  const at = webm.indexOf(Buffer.from('9d012a', 'hex')) - 3
  // Before it: the length of the block, in four bytes, and the block's own four.
  const sizeBytes = (webm.readUInt32BE(at - 8) & 0x0fff_ffff) - 4
  const head = Buffer.from('RIFF\0\0\0\0WEBPVP8 \0\0\0\0', 'latin1')
  const padding = Buffer.alloc(sizeBytes % 2)
  head.writeUInt32LE(12 + sizeBytes + padding.length, 4)
  head.writeUInt32LE(sizeBytes, 16)
  return Buffer.concat([head, webm.subarray(at, at + sizeBytes), padding])
}

test('a film is the same after a restart', async () => {
  const hash = async () =>
    createHash('sha256')
      .update(await read(film.videoUrl))
      .digest('hex')
  const before = await hash()
  await player.restart()
  expect(await hash()).toBe(before)
})

test('a film nobody made is not there', async () => {
  const place = /_0\.webm/
  expect((await player.send(film.videoUrl.replace(place, '_7.webm'))).status).toBe(404)
  expect((await player.send(film.videoUrl.replace(place, '.webm'))).status).toBe(404)
})

test('what is no lossy WebP makes no film', () => {
  const frames = [Buffer.from('RIFF\x10\0\0\0WEBPVP8L\x04\0\0\0abcd', 'latin1')]
  expect(() => muxWebm({ width: 1, height: 1, frameMs: 90, frames })).toThrow('lossy')
})
