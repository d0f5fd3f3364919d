import { describe, expect, it } from 'vitest'
import {
  countsOf,
  type Cull,
  currentOf,
  favour,
  flagsOf,
  formatCull,
  go,
  goTo,
  keep,
  marksBetween,
  nextRound,
  parseCull,
  reject,
  roundOf,
  spareAll,
  startCull,
  undo,
} from './cull'

const ids = ['a', 'b', 'c', 'd', 'e']
const blank = { kept: false, rejected: false, favourite: false }
const start = () => startCull(ids.map((id) => ({ id, ...blank })))
const after = (...steps: readonly ((cull: Cull) => Cull)[]) =>
  steps.reduce((cull, step) => step(cull), start())
const forward = (cull: Cull) => go(cull, 1)

describe('a verdict', () => {
  it('leads on to the next picture and is counted', () => {
    const cull = after(keep, reject, forward, reject)
    expect(currentOf(cull)).toBe('e')
    expect(countsOf(cull)).toEqual({ all: 5, kept: 1, rejected: 2 })
  })

  it('can be changed by coming back', () => {
    const cull = keep(goTo(after(keep, reject), 1))
    expect(flagsOf(cull, 'b')).toEqual({ ...blank, kept: true })
    expect(currentOf(cull)).toBe('c')
  })

  it('a favourite stays where one is', () => {
    const cull = after(favour)
    expect(currentOf(cull)).toBe('a')
    expect(flagsOf(favour(cull), 'a').favourite).toBe(false)
  })

  it('there is none at the end', () => {
    const end = after(keep, keep, keep, keep, keep)
    expect(currentOf(end)).toBeNull()
    expect(keep(end)).toBe(end)
    expect(go(end, 1).at).toBe(5)
  })
})

describe('undo', () => {
  it('takes back every verdict of the session, one by one, to the beginning', () => {
    let cull = after(keep, favour, reject, forward, keep, reject)
    for (let n = 0; n < 5; n++) cull = undo(cull)
    expect(cull).toEqual(start())
    expect(undo(cull)).toBe(cull)
  })

  it('returns to the round in which the verdict was given', () => {
    const second = nextRound(after(keep, keep, reject, keep, reject))
    const cull = undo(undo(reject(second)))
    expect(cull.rounds).toHaveLength(1)
    expect(currentOf(cull)).toBe('e')
    expect(countsOf(cull)).toEqual({ all: 5, kept: 3, rejected: 1 })
  })
})

describe('further rounds', () => {
  const second = () => nextRound(after(keep, reject, keep, forward, keep))

  it('go through the kept ones alone', () => {
    expect(roundOf(second())).toEqual(['a', 'c', 'e'])
    expect(countsOf(second())).toEqual({ all: 3, kept: 3, rejected: 0 })
  })

  it('take pictures out of the kept ones and throw nothing away', () => {
    const cull = reject(second())
    expect(flagsOf(cull, 'a')).toEqual(blank)
    expect(countsOf(cull)).toEqual({ all: 3, kept: 2, rejected: 1 })
    expect(marksBetween(second(), cull)).toEqual([{ id: 'a', marks: { kept: false } }])
  })

  it('end with one', () => {
    const third = nextRound(keep(keep(reject(second()))))
    const last = nextRound(keep(reject(third)))
    expect(roundOf(last)).toEqual(['e'])
  })

  it('need something that is kept', () => {
    const cull = after(reject, reject)
    expect(nextRound(cull)).toBe(cull)
  })
})

describe('what the library is told', () => {
  it('is the difference, in one word a picture', () => {
    const cull = after(favour, keep, reject)
    expect(marksBetween(start(), cull)).toEqual([
      { id: 'a', marks: { kept: true, favourite: true } },
      { id: 'b', marks: { trashed: true } },
    ])
    expect(marksBetween(cull, undo(cull))).toEqual([{ id: 'b', marks: { trashed: false } }])
    expect(marksBetween(cull, forward(cull))).toEqual([])
  })

  it('a kept picture that is thrown away is no longer kept', () => {
    const kept = goTo(after(keep), 0)
    expect(marksBetween(kept, reject(kept))).toEqual([
      { id: 'a', marks: { kept: false, trashed: true } },
    ])
  })

  it('brings everything back at once', () => {
    const cull = after(reject, keep, reject)
    expect(marksBetween(cull, spareAll(cull)).map(({ id }) => id)).toEqual(['a', 'c'])
  })
})

describe('written down', () => {
  it('it is the same afterwards', () => {
    const cull = nextRound(after(keep, reject, favour, keep))
    expect(parseCull(formatCull(cull))).toEqual(cull)
  })

  it('what is none is none', () => {
    for (const text of [null, '', '7', 'null', '{"rounds":[]}', '{"rounds":[[1]],"at":0}']) {
      expect(parseCull(text)).toBeNull()
    }
  })
})
