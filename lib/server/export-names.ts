import 'server-only'
/**
 * Names of exported files: they sort by time, say what is in the file, can be written on every system's disk and
 * never meet. `2026-11-28_1842_teal-ranges-before-dawn_U2_ab12cd.png`
 */
import { parseButton } from '@/lib/mj/buttons'
import { parsePrompt } from '@/lib/mj/prompt'

/** Of the prompt: 40 characters of Chinese are 120 bytes, and file systems end at 255, some at 143. */
const longestSlug = 40
const longestSlugBytes = 120

export type NamedFile = {
  /** Of the thing in the file: what keeps names apart. */
  id: string
  createdAt: number
  prompt: string
  /** What stands between the prompt and the id; '' for nothing. */
  label: string
  ending: string
}

/** Gives every file a name of its own, whatever case or accents a disk makes no difference between. */
export function createNames(folder: string): (file: NamedFile) => string {
  const taken = new Set<string>()
  return (file) => {
    for (let length = 6; ; length += 4) {
      const name = nameOf(file, length)
      const key = name.toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return `${folder}/${name}`
    }
  }
}

/** `idLength` beyond the id's own length counts on: two files can be of one thing. */
function nameOf({ id, createdAt, prompt, label, ending }: NamedFile, idLength: number): string {
  const short = id.slice(0, idLength) + (idLength > id.length ? `-${idLength}` : '')
  const parts = [stampOf(createdAt), slugOf(prompt), label, short]
  return `${parts.filter((part) => part !== '').join('_')}.${ending}`
}

/** By the clock of the machine, as people remember it: 2026-11-28_1842. */
function stampOf(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}`
}

/** The words of a prompt without its addresses and parameters: letters and digits of any script, joined by hyphens. */
export function slugOf(prompt: string): string {
  const text = parsePrompt(prompt)
    .segments.flatMap((segment) => (segment.type === 'text' ? [segment.raw] : []))
    .join(' ')
    .replace(/https?:\/\/\S+/g, ' ')
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '')
  const cut = beginningOf(words)
  if (cut === words) return words
  // At the end of a word, where one ends not too far back; Chinese has no such ends.
  const end = cut.lastIndexOf('-')
  return end > longestSlug / 2 ? cut.slice(0, end) : cut.replace(/-$/, '')
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** As many whole characters as a name may have of a prompt; one can carry any number of marks. */
function beginningOf(words: string): string {
  let cut = ''
  let count = 0
  for (const { segment } of characters.segment(words)) {
    count += 1
    if (count > longestSlug || Buffer.byteLength(cut + segment) > longestSlugBytes) break
    cut += segment
  }
  return cut
}

/** `U2`, `V3`, `zoom-out`, …: what was pressed to get here; '' for a task of its own. */
export function labelOf(customId: string | null): string {
  if (customId === null || customId === '') return ''
  const change = /^change::([A-Z]+)::(\d)$/.exec(customId)
  if (change !== null) return changeLabel(change[1]!, change[2]!)
  const meaning = parseButton({ customId, label: '', emoji: '' })
  switch (meaning.kind) {
    case 'upscale':
      return `U${meaning.index}`
    case 'variation':
      return `V${meaning.index}`
    case 'unknown':
      return ''
    default:
      return meaning.kind
  }
}

function changeLabel(action: string, index: string): string {
  if (action === 'UPSCALE') return `U${index}`
  return action === 'VARIATION' ? `V${index}` : action.toLowerCase()
}
