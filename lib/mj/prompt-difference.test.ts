import { describe, expect, it } from 'vitest'
import { isSamePrompt, promptDifference } from './prompt-difference'

/** `a [-old-] {+new+} b`, as one writes it by hand. */
function words(before: string, after: string): string {
  return promptDifference(before, after)
    .words.map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`,
    )
    .join(' ')
}

const changes = (before: string, after: string) =>
  promptDifference(before, after).parameters.map(
    ({ flag, before: was, after: is }) => `${flag}: ${was ?? 'none'} → ${is ?? 'none'}`,
  )

describe('words', () => {
  it('tell what was exchanged, added and taken away', () => {
    expect(words('a red fox in the snow', 'a white fox in the deep snow')).toBe(
      'a [-red-] {+white+} fox in the {+deep+} snow',
    )
    expect(words('a fox, silence, 35mm', 'a fox, 35mm')).toBe('a fox, [-silence,-] 35mm')
  })

  it('an exchange of several words is told in two pieces, not word by word', () => {
    expect(words('the old grey house stands', 'the new bright palace stands')).toBe(
      'the [-old grey house-] {+new bright palace+} stands',
    )
  })

  it('neither case nor blanks are a difference', () => {
    expect(isSamePrompt(promptDifference('A  Red fox\nat dawn', 'a red Fox at dawn'))).toBe(true)
  })

  it('a comma is a sign by itself, not a part of the word before it', () => {
    expect(words('fog, sea', 'fog')).toBe('fog [-, sea-]')
  })

  it('Chinese is compared by the character', () => {
    expect(words('雪地里的红狐狸', '雪地里的白狐狸')).toBe('雪地里的 [-红-] {+白+} 狐狸')
    expect(words('雪山，黎明', '雪山，黄昏，薄雾')).toBe('雪山， [-黎明-] {+黄昏，薄雾+}')
  })

  it('Chinese and Latin words may stand side by side', () => {
    expect(words('赛博朋克 neon 城市', '赛博朋克 pastel 城市')).toBe(
      '赛博朋克 [-neon-] {+pastel+} 城市',
    )
  })

  it('from nothing and to nothing', () => {
    expect(words('', 'a fox')).toBe('{+a fox+}')
    expect(words('a fox', '')).toBe('[-a fox-]')
    expect(promptDifference('', '')).toEqual({ words: [], parameters: [] })
  })

  it('a picture beside the prompt is a word of it', () => {
    expect(words('https://a.test/1.png a fox', 'a fox')).toBe('[-https://a.test/1.png-] a fox')
  })

  it('joined without what was added they are the earlier prompt, without what was removed the later one', () => {
    const [before, after] = [
      'one two three four five six',
      'zero one three five seven six eight three',
    ]
    const { words: pieces } = promptDifference(before, after)
    const without = (kind: string) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join(' ')
    expect(without('added')).toBe(before)
    expect(without('removed')).toBe(after)
  })

  it('takes no time over two long prompts that have nothing in common', () => {
    const long = (letter: string) => `${letter} `.repeat(3999).trim()
    expect(words(long('a'), long('b'))).toBe(`[-${long('a')}-] {+${long('b')}+}`)
  })
})

describe('parameters', () => {
  it('changed, added and taken away', () => {
    expect(changes('a --ar 3:2 --s 100 --raw', 'a --ar 16:9 --s 100 --c 20')).toEqual([
      '--ar: 3:2 → 16:9',
      '--c: none → 20',
      '--raw:  → none',
    ])
  })

  it('are the same however they are spelt', () => {
    expect(changes('a --aspect 3:2 --style raw', 'a —ar 3:2 --raw')).toEqual([])
  })

  it('that nobody knows are compared as they stand', () => {
    expect(changes('a --glow 1', 'a --glow 2')).toEqual(['--glow: 1 → 2'])
  })

  it('do not show up among the words', () => {
    expect(words('a fox --ar 3:2', 'a fox --ar 1:1 --v 7')).toBe('a fox')
  })
})
