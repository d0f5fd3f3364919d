import compile from 'icu-minify/compile'
import { expect, it } from 'vitest'
import { failureReasons, refusalReasons } from '@/lib/mj/task'
import { errorStatus } from '@/lib/mj/errors'
import { en } from './en'
import { zh } from './zh'

/** `errors.kind.internal` and the like, with the message. */
function flatten(tree: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as const]
      : flatten(value as object, `${path}${key}.`),
  )
}

/** The names of what a message wants to be given. How each is formatted is the language's own affair. */
function argumentsOf(message: string): readonly string[] {
  const found = new Set<string>()
  const read = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const [name, kind, options] = node as [unknown, unknown, unknown]
    if (typeof name !== 'string' || Array.isArray(kind)) return node.forEach(read)
    found.add(name)
    if (typeof options === 'object' && options !== null) Object.values(options).forEach(walk)
  }
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(read)
  }
  walk(compile(message))
  return [...found].toSorted()
}

const english = flatten(en)
const chinese = new Map(flatten(zh))

it('every message compiles, in both languages', () => {
  for (const [, message] of [...english, ...chinese]) expect(() => compile(message)).not.toThrow()
})

it('both languages have the same messages, and none is empty', () => {
  expect([...chinese.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
  expect([...english, ...chinese].filter(([, message]) => message.trim() === '')).toEqual([])
})

it('both languages want the same things to be filled in', () => {
  const differing = english.filter(
    ([key, message]) => argumentsOf(message).join() !== argumentsOf(chinese.get(key)!).join(),
  )
  expect(differing.map(([key]) => key)).toEqual([])
})

it('reads arguments wherever they stand, plurals included', () => {
  expect(argumentsOf('{n, plural, one {# by {name}} other {# by {name}}} {x}')).toEqual([
    'n',
    'name',
    'x',
  ])
})

it('there is a sentence for every fault, refusal and failure', () => {
  expect(Object.keys(en.errors.kind).toSorted()).toEqual(Object.keys(errorStatus).toSorted())
  for (const words of [en.errors.refusal, en.errors.refusalHelp]) {
    expect(Object.keys(words).toSorted()).toEqual(refusalReasons.toSorted())
  }
  for (const words of [en.errors.failure, en.errors.failureHelp]) {
    expect(Object.keys(words).toSorted()).toEqual(failureReasons.toSorted())
  }
})
