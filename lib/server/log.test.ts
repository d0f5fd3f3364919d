import { expect, test } from 'vitest'
import { describeError, redact } from './log'

test.each([
  ['key sk-CANARY0123456789abcdef was refused', 'CANARY'],
  ['Authorization: Bearer abc.def-123', 'abc.def'],
  ['{"authorization":"abcdef"}', 'abcdef'],
  ['mj-api-secret=hunter2hunter2', 'hunter2'],
  ['GET https://cdn.example.org/a.png?ex=66f&hm=secret', 'secret'],
  ['http://127.0.0.1:3000/#t=AAAABBBBCCCC', 'AAAABBBB'],
  ['token sl-0123456789abcdefghij', '0123456789'],
  [`data:image/png;base64,${'QUJD'.repeat(100)}`, 'QUJD'.repeat(20)],
])('%s is blacked out', (text, secret) => {
  expect(text).toContain(secret)
  expect(redact(text)).not.toContain(secret)
})

test('ordinary words stay', () => {
  expect(redact('the gateway answered 502 after 1200 ms')).toBe(
    'the gateway answered 502 after 1200 ms',
  )
})

test('an error is told with its causes and without their secrets', () => {
  const cause = new Error('connect to https://g.example/mj?key=sk-CANARY123456 failed')
  const told = describeError(new TypeError('submit failed', { cause }))
  expect(told).toContain('TypeError: submit failed <- Error: connect to https://g.example/mj?…')
  expect(told).not.toContain('CANARY')
})
