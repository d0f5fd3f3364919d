import 'server-only'
/** Answers as only a broken or hostile gateway gives them: recorded ones with wounds. Seeded. */

/** mulberry32: 0 up to 1, the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const hostileValues = [
  'null',
  '[]',
  '{}',
  '""',
  '0',
  '-1',
  '1e999',
  '1619855216344100864',
  '{"__proto__":{"polluted":1}}',
  '"<script>alert(1)</script>"',
  '[[[[[[[[]]]]]]]]',
  'true',
  '"\\ud800"',
]

/** One to four wounds: a value replaced, a piece cut, doubled or overwritten. */
export function mangle(text: string, random: () => number): string {
  let mangled = text
  for (let wounds = 1 + Math.floor(random() * 4); wounds > 0; wounds--) {
    const at = Math.floor(random() * mangled.length)
    const to = at + Math.floor(random() * 20)
    const values = [...mangled.matchAll(/:\s*("[^"]*"|[\d.]+|null)/g)]
    const value = values[Math.floor(random() * values.length)]
    const hostile = hostileValues[Math.floor(random() * hostileValues.length)] ?? ''
    const kind = random()
    if (kind < 0.6 && value) {
      const start = value.index
      mangled = `${mangled.slice(0, start)}:${hostile}${mangled.slice(start + value[0].length)}`
    } else if (kind < 0.75) mangled = mangled.slice(0, at) + mangled.slice(to)
    else if (kind < 0.9) mangled = mangled.slice(0, to) + mangled.slice(at)
    else
      mangled = mangled.slice(0, at) + String.fromCharCode(random() * 256) + mangled.slice(at + 1)
  }
  return mangled
}
