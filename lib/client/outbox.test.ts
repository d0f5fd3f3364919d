import { expect, it } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { createOutbox } from './outbox'
import type { SubmitItem } from './studio-api'

const imagine = (prompt: string): StudioSubmission => ({ verb: 'imagine', prompt })
const silent = new StudioError('unavailable', 'no answer')
const refusal = new StudioError('bad-request', 'no')

function memoryStorage(quota = Infinity) {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    setItem: (key: string, value: string) => {
      if (value.length > quota) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
  }
}

/** A studio that knows its keys: the same key is the same task. `next` decides how each post ends. */
function tabWith({ storage = memoryStorage(), keys = counter() } = {}) {
  const posts: string[][] = []
  const received: string[] = []
  const refused: unknown[] = []
  const ends: (Error | 'answer')[] = []
  const outbox = createOutbox({
    post: (items: readonly SubmitItem[]) => {
      posts.push(items.map(({ clientKey }) => clientKey))
      const end = ends.shift() ?? 'answer'
      if (end !== 'answer') return Promise.reject(end)
      return Promise.resolve(items.map(({ clientKey }) => taskOf(clientKey)))
    },
    receive: (tasks) => received.push(...tasks.map(({ id }) => id)),
    refused: (error) => refused.push(error),
    storage,
    now: () => 0,
    newKey: keys,
  })
  const pending = () => outbox.pending().map(({ clientKey, state }) => `${clientKey} ${state}`)
  return {
    outbox,
    posts,
    received,
    refused,
    storage,
    pending,
    next: (...it: typeof ends) => ends.push(...it),
  }
}

const taskOf = (key: string) => ({ id: `task-${key}`, clientKeys: [key] }) as unknown as Task

function counter() {
  let last = 0
  return () => `key-${(last += 1)}`
}

it('shows what is on its way until the studio has answered', async () => {
  const { outbox, pending, received } = tabWith()
  const answer = outbox.submit([imagine('a'), imagine('b')])
  expect(pending()).toEqual(['key-1 sending', 'key-2 sending'])
  expect((await answer).map(({ id }) => id)).toEqual(['task-key-1', 'task-key-2'])
  expect(pending()).toEqual([])
  expect(received).toEqual(['task-key-1', 'task-key-2'])
})

it('sends again under the same key after a silence', async () => {
  const { outbox, posts, pending, next } = tabWith()
  next(silent)
  await expect(outbox.submit([imagine('a')])).rejects.toBe(silent)
  expect(pending()).toEqual(['key-1 held'])
  await outbox.flush()
  expect(posts).toEqual([['key-1'], ['key-1']])
  expect(pending()).toEqual([])
})

it('lets go of what the studio refused', async () => {
  const { outbox, pending, storage, next } = tabWith()
  next(refusal)
  await expect(outbox.submit([imagine('a')])).rejects.toBe(refusal)
  expect(pending()).toEqual([])
  expect(storage.getItem('safelight.outbox')).toBeNull()
})

it('finds after a reload what had not been answered, and sends it under its key', async () => {
  const storage = memoryStorage()
  const before = tabWith({ storage })
  before.next(silent)
  await expect(before.outbox.submit([imagine('a')])).rejects.toBe(silent)
  const after = tabWith({ storage, keys: () => 'another' })
  expect(after.pending()).toEqual(['key-1 held'])
  await after.outbox.flush()
  expect(after.posts).toEqual([['key-1']])
  expect(storage.getItem('safelight.outbox')).toBeNull()
})

it('a refusal of one held click leaves the others theirs, and is told', async () => {
  const { outbox, pending, posts, refused, next } = tabWith()
  next(silent, silent)
  await expect(outbox.submit([imagine('a')])).rejects.toBe(silent)
  await expect(outbox.submit([imagine('b')])).rejects.toBe(silent)
  next(refusal)
  await outbox.flush()
  expect(posts.slice(2)).toEqual([['key-1'], ['key-2']])
  expect(refused).toEqual([refusal])
  expect(pending()).toEqual([])
})

it('stops sending again at the first silence', async () => {
  const { outbox, pending, posts, next } = tabWith()
  next(silent, silent)
  await expect(outbox.submit([imagine('a')])).rejects.toBe(silent)
  await expect(outbox.submit([imagine('b')])).rejects.toBe(silent)
  next(silent)
  await outbox.flush()
  expect(posts).toHaveLength(3)
  expect(pending()).toEqual(['key-1 held', 'key-2 held'])
})

it('never sends what was taken back', async () => {
  const { outbox, posts, next } = tabWith()
  next(silent)
  await expect(outbox.submit([imagine('a')])).rejects.toBe(silent)
  outbox.discard('key-1')
  await outbox.flush()
  expect(posts).toHaveLength(1)
})

it('what the studio tells of before it answers is on its way no more', async () => {
  const { outbox, pending } = tabWith()
  const answer = outbox.submit([imagine('a'), imagine('b')])
  outbox.recognise([taskOf('key-2'), taskOf('of-another-tab')])
  expect(pending()).toEqual(['key-1 sending'])
  expect((await answer).map(({ id }) => id)).toEqual(['task-key-1', 'task-key-2'])
  expect(pending()).toEqual([])
})

it('an answer that is lost after its tasks were told of is no silence', async () => {
  const { outbox, pending, next } = tabWith()
  next(silent)
  const answer = outbox.submit([imagine('a')])
  outbox.recognise([taskOf('key-1')])
  expect((await answer).map(({ id }) => id)).toEqual(['task-key-1'])
  expect(pending()).toEqual([])
})

it('does not ask again about what is held and was told of', async () => {
  const { outbox, pending, posts, next } = tabWith()
  next(silent)
  await expect(outbox.submit([imagine('a')])).rejects.toBe(silent)
  outbox.recognise([taskOf('key-1')])
  await outbox.flush()
  expect(pending()).toEqual([])
  expect(posts).toHaveLength(1)
})

it('posts at most forty at once, in the order of the clicks', async () => {
  const { outbox, posts } = tabWith()
  await outbox.submit(Array.from({ length: 41 }, (_, place) => imagine(String(place))))
  expect(posts.map(({ length }) => length)).toEqual([40, 1])
  expect(posts[1]).toEqual(['key-41'])
})

it('keeps no list rather than an old one when a submission is too large for the storage', async () => {
  const storage = memoryStorage(300)
  const { outbox, pending, next } = tabWith({ storage })
  next(silent, silent)
  await expect(outbox.submit([imagine('small')])).rejects.toBe(silent)
  expect(storage.getItem('safelight.outbox')).not.toBeNull()
  await expect(outbox.submit([imagine('x'.repeat(400))])).rejects.toBe(silent)
  expect(storage.getItem('safelight.outbox')).toBeNull()
  expect(pending()).toEqual(['key-1 held', 'key-2 held'])
})
