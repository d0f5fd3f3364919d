/**
 * How text is searched: folded (full-width to plain, lower case, no accents), and cut into words. Scripts that are
 * written without spaces are found by single characters and by pairs.
 */

/** Letters and digits of scripts whose words have no spaces between them. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u30fc`
const runs = new RegExp(String.raw`[${unspaced}]+|[[\p{L}\p{M}\p{N}]--[${unspaced}]]+`, 'gv')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'v')
/** Accents as they stand behind Latin, Greek and Cyrillic letters; those of other scripts mean another letter. */
const accents = /[\u0300-\u036f]/g

/** A longer word is found by its beginning. */
const longestWord = 64

/** The same for whoever types it in another way: `Café`, `ｃａｆé` and `CAFE` are one word. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(accents, '').normalize('NFC')
}

/** A word, or a run of characters without spaces between them. */
export type Run = { text: string; isUnspaced: boolean }

/** What stands in a text, folded, in order. */
export function runsOf(text: string): readonly Run[] {
  return Array.from(foldText(text).matchAll(runs), ([run]) => {
    const isPlain = !isUnspaced.test(run)
    return { text: isPlain ? run.slice(0, longestWord) : run, isUnspaced: !isPlain }
  })
}

/** Under which words a run is found: itself, or its characters and the pairs of them. */
export function termsOfRun({ text, isUnspaced: isCut }: Run): readonly string[] {
  if (!isCut) return [text]
  const characters = Array.from(text)
  return [...characters, ...pairsOf(characters)]
}

/** The fewest words that together find a run, and what else has to be looked at in the text itself. */
export function neededForRun(run: Run): { terms: readonly string[]; isExact: boolean } {
  if (!run.isUnspaced) return { terms: [run.text], isExact: true }
  const characters = Array.from(run.text)
  if (characters.length === 1) return { terms: characters, isExact: true }
  return { terms: [...new Set(pairsOf(characters))], isExact: characters.length === 2 }
}

function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, n) => characters[n]! + character)
}

/**
 * Texts as one line in which a phrase is found as a part: runs with one space around each, and more than one between
 * two texts, so that no phrase reaches from one into the other.
 */
export function searchedText(texts: readonly string[]): string {
  return texts.map((text) => ` ${joinRuns(runsOf(text))} `).join(' ')
}

/**
 * The part by which a phrase is found in a searched text: whole words, but for the last one while it is being typed;
 * characters without spaces stand anywhere in a run.
 */
export function phrasePart(phrase: readonly Run[], isOpen: boolean): string {
  const head = phrase[0]?.isUnspaced === true ? '' : ' '
  const tail = isOpen || phrase.at(-1)?.isUnspaced === true ? '' : ' '
  return head + joinRuns(phrase) + tail
}

function joinRuns(phrase: readonly Run[]): string {
  return phrase.map((run) => run.text).join(' ')
}
