import { spawn } from 'node:child_process'
import { once } from 'node:events'
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

test('a reader that has gone ends neither the process nor its peace', async () => {
  const program = `
    const { outliveReaders } = await import(${JSON.stringify(new URL('log.ts', import.meta.url).href)})
    if (process.argv[1] === 'yes') outliveReaders([process.stdout, process.stderr])
    let uncaught = 0
    process.on('uncaughtException', () => (uncaught += 1))
    setTimeout(() => process.exit(uncaught > 0 ? 1 : 0), 400)
    setInterval(() => process.stderr.write('a word to nobody\\n'), 10)`
  const live = async (isAsked: string) => {
    const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module']
    const child = spawn(process.execPath, [...args, '-e', program, isAsked])
    child.stdout.destroy()
    child.stderr.destroy()
    const [code] = (await once(child, 'exit')) as [number]
    return code
  }
  expect(await live('yes')).toBe(0)
  expect(await live('no')).toBe(1)
})
