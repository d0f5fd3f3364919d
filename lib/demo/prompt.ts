import 'server-only'
/** What the demo gateway makes of a prompt. Its own reader on purpose: it must not share a mistake with a client. */

export type Model = 'v8' | 'v7' | 'v6.1' | 'v6' | 'v5' | 'old'

export type ReadPrompt = {
  /** The words, without addresses and parameters. */
  text: string
  /** Width by height. */
  aspect: number
  seed: number | null
  without: readonly string[]
  /** 0 to 100. */
  chaos: number
  /** 0 to 1000, 100 where nothing is said. */
  stylize: number
  weird: number
  isRaw: boolean
  isNiji: boolean
  isTile: boolean
  model: Model
  /** Only in the window of Custom Zoom. */
  zoom: number | null
  /** What Midjourney would say about a parameter it cannot read; null when all is well. */
  complaint: string | null
}

const models: Record<string, Model> = {
  '8.1': 'v8',
  '8': 'v8',
  '7': 'v7',
  '6.1': 'v6.1',
  '6': 'v6',
  '6.0': 'v6',
  '5.2': 'v5',
  '5.1': 'v5',
  '5': 'v5',
  '5.0': 'v5',
  '4': 'old',
  '3': 'old',
  '2': 'old',
  '1': 'old',
}
const nijiModels: Record<string, Model> = { '7': 'v7', '6': 'v6', '5': 'v5', '4': 'old' }

const aliases: Record<string, string> = {
  aspect: 'ar',
  c: 'chaos',
  s: 'stylize',
  w: 'weird',
  version: 'v',
}

/** Reads `text --name value …`. Never throws: what is wrong becomes the complaint. */
export function readPrompt(prompt: string, botType: string): ReadPrompt {
  const [words = '', ...parameters] = prompt.replaceAll('—', '--').split(/(?:^|\s)--(?=[a-z])/i)
  const isNijiBot = botType === 'NIJI_JOURNEY'
  const read: ReadPrompt = {
    text: words
      .replace(/<?https?:\/\/\S+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    aspect: 1,
    seed: null,
    without: [],
    chaos: 0,
    stylize: 100,
    weird: 0,
    isRaw: false,
    isNiji: isNijiBot,
    isTile: false,
    model: isNijiBot ? 'v6' : 'v7',
    zoom: null,
    complaint: null,
  }
  for (const parameter of parameters) {
    const [word = '', ...rest] = parameter.trim().split(/\s+/)
    const name = word.toLowerCase()
    readParameter(read, aliases[name] ?? name, rest.join(' '))
  }
  return read
}

function readParameter(read: ReadPrompt, name: string, value: string): void {
  const number = Number.parseFloat(value)
  const within = (low: number, high: number) => {
    if (number >= low && number <= high) return number
    read.complaint = `\`--${name}\` must be between ${low} and ${high}`
    return low
  }
  switch (name) {
    case 'ar': {
      const [, across, down] = /^(\d+(?:\.\d+)?)[:/x](\d+(?:\.\d+)?)/.exec(value) ?? []
      const aspect = Number(across) / Number(down)
      if (aspect >= 0.2 && aspect <= 5) read.aspect = aspect
      else read.complaint = `\`--ar ${value}\` is not an aspect ratio`
      return
    }
    case 'seed':
      if (/^\d+$/.test(value) && number <= 4294967295) read.seed = number
      else read.complaint = '`--seed` must be between 0 and 4294967295'
      return
    case 'no':
      read.without = value.toLowerCase().split(/[\s,]+/)
      return
    case 'chaos':
      read.chaos = within(0, 100)
      return
    case 'stylize':
      read.stylize = within(0, 1000)
      return
    case 'weird':
      read.weird = within(0, 3000)
      return
    case 'raw':
      read.isRaw = true
      return
    case 'style':
      read.isRaw ||= value === 'raw'
      return
    case 'tile':
      read.isTile = true
      return
    case 'zoom':
      read.zoom = within(1, 2)
      return
    case 'v':
    case 'niji': {
      const model = name === 'v' ? models[value] : nijiModels[value === '' ? '6' : value]
      read.isNiji = name === 'niji'
      if (model) read.model = model
      else read.complaint = `\`${value}\` is not compatible with \`--${name}\``
      return
    }
    case 'fail':
      read.complaint = 'Unrecognized parameter(s): `--fail`'
      return
    default:
    // Others (--sref, --iw, --q …) change nothing that the painter could show.
  }
}

/** Words refused at once with code 24. The list is short and harmless to read aloud. */
export const bannedWords = ['gore', '血腥'] as const

/** Words that get past the gateway and are refused by the bot, late, as Midjourney does. */
const lateBannedWords = ['guillotine', '断头台'] as const

export function findWord(words: readonly string[], text: string): string | undefined {
  const lower = text.toLowerCase()
  return words.find((word) =>
    /^[a-z]/.test(word) ? new RegExp(`\\b${word}\\b`).test(lower) : lower.includes(word),
  )
}

/** Why the bot will refuse this prompt after a while, in Midjourney's form `[title] text`; null when it will not. */
export function lateRefusal(read: ReadPrompt): string | null {
  if (read.complaint) return `[Invalid parameter] ${read.complaint}`
  const word = findWord(lateBannedWords, read.text)
  if (word)
    return `[Banned prompt detected] The word \`${word}\` is banned. Circumventing this filter to violate our rules may result in your access being revoked.`
  return null
}
