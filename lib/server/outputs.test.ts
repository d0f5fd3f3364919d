import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { outliveReaders } from './outputs'

test('nobody reading is no error', async () => {
  let tries = 0
  const closed = new Writable({
    autoDestroy: false,
    write(_chunk, _encoding, done) {
      tries += 1
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    },
  })
  outliveReaders([closed])
  closed.write('one line')
  await new Promise((resolve) => setImmediate(resolve))
  // An error that nobody hears fails the run by itself.
  expect(tries).toBe(1)
})
