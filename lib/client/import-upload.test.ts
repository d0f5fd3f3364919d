import { afterEach, expect, it, vi } from 'vitest'
import { type Import, importPieceBytes } from '@/lib/mj/exchange'
import { sendFile } from './import-upload'

type Call = { path: string; size: number }

/** A studio that notes what it is sent, and answers what it is told. */
function studio(answers: (call: Call) => Response | Error) {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const size = init.body instanceof Blob ? init.body.size : 0
    const call = { path, size }
    calls.push(call)
    const answer = answers(call)
    if (answer instanceof Error) throw answer
    return answer
  })
  return calls
}

const state = (receivedBytes: number): Import => ({
  id: 'job1',
  fileName: 'a.zip',
  state: { name: 'receiving', receivedBytes, sizeBytes: 10 },
})
const ok = (bytes: number) => Response.json({ import: state(bytes) })
const fileOf = (bytes: number) => new File([new Uint8Array(bytes)], 'a.zip')
const send = (file: File, signal = new AbortController().signal) => {
  const told: Import[] = []
  return sendFile(file, { signal, told: (one) => told.push(one) }).then(() => told)
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('a file goes up in pieces, each where the last one ended', async () => {
  const calls = studio(() => ok(0))
  const told = await send(fileOf(importPieceBytes * 2 + 5))
  expect(calls).toEqual([
    { path: '/api/imports', size: 0 },
    { path: '/api/imports/job1/bytes?at=0', size: importPieceBytes },
    { path: `/api/imports/job1/bytes?at=${importPieceBytes}`, size: importPieceBytes },
    { path: `/api/imports/job1/bytes?at=${importPieceBytes * 2}`, size: 5 },
  ])
  expect(told).toHaveLength(4)
})

it('a piece whose answer is lost is sent again', async () => {
  vi.useFakeTimers()
  let lost = 2
  const calls = studio(({ path }) =>
    path.includes('bytes') && lost-- > 0 ? new Error('connection reset') : ok(0),
  )
  const sent = send(fileOf(5))
  await vi.runAllTimersAsync()
  await sent
  expect(calls.map(({ path }) => path)).toEqual([
    '/api/imports',
    ...Array.from({ length: 3 }, () => '/api/imports/job1/bytes?at=0'),
  ])
})

it('a piece that is refused is not', async () => {
  const calls = studio(({ path }) =>
    path.includes('bytes')
      ? Response.json({ error: { kind: 'disk-full', message: '' } }, { status: 507 })
      : ok(0),
  )
  await expect(send(fileOf(5))).rejects.toMatchObject({ kind: 'disk-full' })
  expect(calls).toHaveLength(2)
})

it('a person who cancels is obeyed', async () => {
  const abort = new AbortController()
  studio(() => {
    abort.abort()
    return new Error('aborted')
  })
  await expect(send(fileOf(5), abort.signal)).rejects.toThrow('aborted')
})
