/**
 * The texts of describe and shorten, read apart (gateways.md 3.4). Gateways send them as Discord markdown: prompts
 * numbered by keycap emoji, or one a paragraph without any number; shorten marks heavy words **so** and light
 * ones ~~so~~, and with "Show Details" writes a number and a bar behind each. Only ever shown as text.
 */
export type NumberedPrompt = { index: number; prompt: string }
export type WeighedWord = {
  word: string
  weight: 'heavy' | 'plain' | 'light'
  /** 0 to 1; null where the gateway gives no numbers. */
  share: number | null
}

const keycap = /^\s*(?:([1-9])\uFE0F?\u20E3|([1-9])[.)、]\s)\s*/

/** The prompts of a describe or shorten result, in order. */
export function readPrompts(text: string): readonly NumberedPrompt[] {
  const lines = promptPart(text)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const numbered = lines.some((line) => keycap.test(line))
  const prompts: NumberedPrompt[] = []
  for (const line of lines) {
    const match = keycap.exec(line)
    const last = prompts.at(-1)
    if (match) {
      prompts.push({ index: Number(match[1] ?? match[2]), prompt: line.slice(match[0].length) })
    } else if (!numbered) {
      prompts.push({ index: prompts.length + 1, prompt: line })
    } else if (last) {
      // A prompt may run over several lines; only its first has the number.
      prompts[prompts.length - 1] = { ...last, prompt: `${last.prompt} ${line}` }
    }
  }
  return prompts.map(({ index, prompt }) => ({ index, prompt: plain(prompt) }))
}

const weightParts =
  /\*\*(?<heavy>.+?)\*\*|~~(?<light>.+?)~~|\((?<share>[01](?:\.\d+)?)\)|[█▓▒░|`]+|(?<plain>(?:(?!\*\*|~~|\([01](?:\.\d+)?\)|[█▓▒░|`])[\s\S])+)/g

/** The words of a shortened prompt with what they weigh; empty where the gateway did not say. */
export function readWeights(text: string): readonly WeighedWord[] {
  const part = /##\s*Important tokens\s*([\s\S]*?)(?=##|$)/i.exec(text)?.[1] ?? ''
  const words: WeighedWord[] = []
  for (const { groups = {} } of part.matchAll(weightParts)) {
    const { heavy, light, share, plain: rest } = groups
    const last = words.at(-1)
    if (share !== undefined && last) words[words.length - 1] = { ...last, share: Number(share) }
    const word = (heavy ?? light ?? rest ?? '').trim()
    if (word === '') continue
    const weight = heavy !== undefined ? 'heavy' : light !== undefined ? 'light' : 'plain'
    words.push({ word, weight, share: null })
  }
  return words
}

function promptPart(text: string): string {
  return /##\s*Shortened prompts\s*([\s\S]*)$/i.exec(text)?.[1] ?? text
}

/** Markdown links and emphasis as their plain words. */
function plain(prompt: string): string {
  return prompt
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .trim()
}
