import { describe, expect, test } from 'vitest'
import type { Dialect } from './dialect'
import { dialects } from './dialects'
import type { Answer, Question } from './habits'
import { guessDialect, reconcile, type Answers } from './probe-dialect'

const unknownHost = { dialects, host: 'gateway.example', mode: '', auth: null, asked: null }

/** What a gateway of this dialect answers, by the dialect's own account. */
function answersOf({ habits }: Dialect): Answers {
  const entries = Object.entries(habits?.answers ?? {}) as [Question, readonly Answer[]][]
  return Object.fromEntries(entries.map(([question, [usual]]) => [question, usual]))
}

describe.each(dialects.filter(({ habits }) => habits).map((one) => [one.id, one] as const))(
  '%s',
  (id, dialect) => {
    test('is never taken with certainty for another', () => {
      const guess = guessDialect(answersOf(dialect), unknownHost)
      expect(guess).not.toBeNull()
      if (guess?.dialect !== dialect) expect(guess?.certain).toBe(false)
    })

    test('is believed where a person chose it', () => {
      const guess = guessDialect(answersOf(dialect), { ...unknownHost, asked: id })
      expect(guess?.dialect.id).toBe(id)
    })

    test('is known by the name under which it is sold', () => {
      for (const host of dialect.habits?.hosts ?? []) {
        for (const name of [host, `api.${host}`]) {
          const guess = guessDialect(answersOf(dialect), { ...unknownHost, host: name })
          expect(guess).toEqual({ dialect, certain: true })
        }
        const another = guessDialect(answersOf(dialect), { ...unknownHost, host: `not${host}` })
        expect(another?.certain).toBe(false)
      }
    })
  },
)

test('nothing is guessed from nothing', () => {
  expect(guessDialect({}, unknownHost)).toBeNull()
  expect(guessDialect({ task: 'other', list: 'other' }, unknownHost)).toBeNull()
})

test('a choice that the answers contradict is not believed', () => {
  const trueai = dialects.find(({ id }) => id === 'trueai')!
  const guess = guessDialect(answersOf(trueai), { ...unknownHost, asked: 'plus' })
  expect(guess).toEqual({ dialect: trueai, certain: true })
})

test('a style that a dialect does not know speaks against it', () => {
  const novicezk = dialects.find(({ id }) => id === 'novicezk')!
  for (const [auth, certain] of [
    ['mj-api-secret', true],
    ['bearer', true], // shown with both headers it reads its own
    ['raw', false],
  ] as const) {
    const guess = guessDialect(answersOf(novicezk), { ...unknownHost, auth })
    expect(guess).toEqual({ dialect: novicezk, certain })
  }
  expect(reconcile('bearer', novicezk)).toBe('both')
  expect(reconcile('raw', novicezk)).toBeNull()
})
