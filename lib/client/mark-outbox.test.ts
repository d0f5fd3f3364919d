import { beforeEach, describe, expect, it } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import type { FrameMarks, FrameSelection } from '@/lib/mj/library'
import { createMarkOutbox } from './mark-outbox'

type Sent = readonly [string, FrameMarks]

/** A studio that answers when it is let, and a tab's storage. */
function stage() {
  const kept = new Map<string, string>()
  const sent: Sent[] = []
  const refused: string[] = []
  const waits: number[] = []
  const faults: (StudioError | null)[] = []
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const open = () =>
    createMarkOutbox({
      store,
      async send(selection: FrameSelection, marks) {
        const fault = faults.shift()
        if (fault) throw fault
        sent.push([('ids' in selection ? selection.ids : []).join(), marks])
      },
      onSent: () => undefined,
      onRefused: (id) => refused.push(id),
      async wait(ms) {
        waits.push(ms)
      },
    })
  return { open, kept, sent, refused, waits, faults }
}

const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}
const unanswered = () => new StudioError('unavailable', 'no answer')
const gone = () => new StudioError('not-found', 'no such picture')

let on: ReturnType<typeof stage>
beforeEach(() => {
  on = stage()
})

it('sends a mark and forgets it', async () => {
  const outbox = on.open()
  outbox.add([{ id: 'a', marks: { kept: true } }])
  expect(on.kept.size).toBe(1)
  await settled()
  expect(on.sent).toEqual([['a', { kept: true }]])
  expect(outbox.pending()).toEqual({})
  expect(on.kept.size).toBe(0)
})

it('those that are marked alike go together, and the last word of a picture counts', async () => {
  const outbox = on.open()
  const release = outbox.hold()
  outbox.add([{ id: 'a', marks: { kept: true } }])
  outbox.add([{ id: 'b', marks: { trashed: true } }])
  outbox.add([{ id: 'c', marks: { kept: true } }])
  outbox.add([{ id: 'b', marks: { trashed: false } }])
  await settled()
  expect(on.sent).toEqual([])
  release()
  release()
  await settled()
  expect(on.sent).toEqual([
    ['a,c', { kept: true }],
    ['b', { trashed: false }],
  ])
})

describe('without an answer', () => {
  it('it is sent again, ever later, until there is one', async () => {
    on.faults.push(unanswered(), unanswered(), null)
    const outbox = on.open()
    outbox.add([{ id: 'a', marks: { kept: true } }])
    await settled()
    expect(on.waits).toEqual([1000, 2000])
    expect(on.sent).toEqual([['a', { kept: true }]])
    expect(outbox.isFailing()).toBe(false)
  })

  it('it survives a reload of the page', async () => {
    on.open().hold()
    const closed = on.open()
    closed.hold()
    closed.add([{ id: 'a', marks: { trashed: true } }])
    const reopened = on.open()
    expect(reopened.pending()).toEqual({ a: { trashed: true } })
    reopened.flush()
    await settled()
    expect(on.sent).toEqual([['a', { trashed: true }]])
  })
})

describe('a refusal', () => {
  it('of several together is asked again one by one, and only the culprit is told', async () => {
    on.faults.push(gone(), null, gone(), null)
    const outbox = on.open()
    const release = outbox.hold()
    outbox.add(['a', 'b', 'c'].map((id) => ({ id, marks: { kept: true } })))
    release()
    await settled()
    expect(on.refused).toEqual(['b'])
    expect(on.sent.map(([ids]) => ids)).toEqual(['a', 'c'])
    expect(outbox.pending()).toEqual({})
  })

  it('of one is told at once', async () => {
    on.faults.push(gone())
    on.open().add([{ id: 'a', marks: { kept: true } }])
    await settled()
    expect(on.refused).toEqual(['a'])
    expect(on.sent).toEqual([])
  })
})

it('a mark that changes while it is on its way is sent once more', async () => {
  let answer: () => void = () => undefined
  const sent: FrameMarks[] = []
  const outbox = createMarkOutbox({
    store: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    send: async (_, marks) => {
      sent.push(marks)
      await new Promise<void>((resolve) => {
        answer = resolve
      })
    },
    onSent: () => undefined,
    onRefused: () => undefined,
  })
  outbox.add([{ id: 'a', marks: { favourite: true } }])
  outbox.add([{ id: 'a', marks: { favourite: false } }])
  answer()
  await settled()
  answer()
  await settled()
  expect(sent).toEqual([{ favourite: true }, { favourite: false }])
  expect(outbox.pending()).toEqual({})
})

it('what somebody else has written in its place is not sent', () => {
  on.kept.set('safelight.marks', 'not json')
  expect(on.open().pending()).toEqual({})
})
