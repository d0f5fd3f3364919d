import { describe, expect, it } from 'vitest'
import { createNames, labelOf, slugOf } from './export-names'

const at = new Date(2026, 10, 28, 18, 42, 9).getTime()
const file = {
  id: 'ab12cdefgh',
  createdAt: at,
  prompt: 'Teal ranges before dawn --ar 3:2',
  label: 'U2',
  ending: 'png',
}

describe('slugs', () => {
  it.each([
    ['Teal ranges, before dawn! --ar 3:2 --v 7', 'teal-ranges-before-dawn'],
    ['https://cdn.example.com/a.png?ex=1 a fox --sref https://b.example.com/c.png', 'a-fox'],
    ['黎明前的山脊，薄雾 --ar 3:2', '黎明前的山脊-薄雾'],
    ['CON', 'con'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\\b:c*d?"e<f>g|h', 'a-b-c-d-e-f-g-h'],
    ['日本語のプロンプト', '日本語のプロンプト'],
    ['🦊🦊', ''],
    ['', ''],
    ['e\u0301tude', 'étude'],
  ])('%j', (prompt, slug) => {
    expect(slugOf(prompt)).toBe(slug)
  })

  it('a long prompt ends at a word, a long Chinese one at a character', () => {
    expect(slugOf('one two three four five six seven eight nine ten')).toBe(
      'one-two-three-four-five-six-seven-eight',
    )
    expect(slugOf('山'.repeat(100))).toBe('山'.repeat(40))
    expect(slugOf('𠮷'.repeat(100))).toBe('𠮷'.repeat(30))
    expect(slugOf(`a${'\u0301'.repeat(500)}b`)).toBe('')
  })
})

describe('labels', () => {
  it.each([
    ['MJ::JOB::upsample::2::1f0c', 'U2'],
    ['MJ::JOB::variation::4::1f0c', 'V4'],
    ['MJ::JOB::reroll::0::1f0c::SOLO', 'reroll'],
    ['MJ::Outpaint::50::1::1f0c::SOLO', 'zoom-out'],
    ['change::UPSCALE::3', 'U3'],
    ['change::REROLL::1', 'reroll'],
    ['something else entirely', ''],
    ['', ''],
    [null, ''],
  ])('%j', (customId, label) => {
    expect(labelOf(customId)).toBe(label)
  })
})

describe('names', () => {
  it('say when, what and which', () => {
    expect(createNames('pictures')(file)).toBe(
      'pictures/2026-11-28_1842_teal-ranges-before-dawn_U2_ab12cd.png',
    )
    expect(createNames('pictures')({ ...file, prompt: '🦊', label: '' })).toBe(
      'pictures/2026-11-28_1842_ab12cd.png',
    )
  })

  it('never meet, even on a disk that makes no difference between cases', () => {
    const name = createNames('p')
    const names = ['ab12cdefgh', 'ab12cdzzzz', 'AB12CDefgh', 'ab12cdefgh', 'ab12cdefgh'].map((id) =>
      name({ ...file, id }),
    )
    expect(new Set(names.map((one) => one.toLowerCase()))).toHaveProperty('size', names.length)
  })

  it('sort by time', () => {
    const name = createNames('p')
    const names = [0, 1, 10, 100, 1000].map((minutes) =>
      name({ ...file, createdAt: at + minutes * 60_000 }),
    )
    expect(names.toSorted()).toEqual(names)
  })

  it('are short enough for every file system', () => {
    const long = createNames('p')({ ...file, prompt: '𠮷'.repeat(400), label: 'describe-retry' })
    expect(Buffer.byteLength(long)).toBeLessThan(200)
  })
})
