import 'server-only'
/** The scene that a prompt asks for. */
import { type ReadPrompt, readPrompt } from './prompt'
import { mix } from './scene/noise'
import { paletteNames, palettes } from './scene/palettes'
import { motifs, type Omission, type PaintedScene, type Palette, type Scene } from './scene/scene'
import { readMeaning, translate } from './vocabulary'

/** What a prompt gets that names no place: a city or an aurora has to be asked for. */
const quietMotifs = ['ridges', 'marble', 'sea', 'dunes'] as const

/** What the prompt does not say is drawn from its words, so that the four of a grid stay one family. */
export function sceneOf(
  read: ReadPrompt,
  seed: number,
  n: number,
  given: Palette | null,
): PaintedScene {
  const { motif, palette } = readMeaning(translate(read.text))
  const drawn = Array.from(read.text).reduce(
    (sum, letter) => mix(sum, letter.codePointAt(0) ?? 0, 5),
    9,
  )
  // Chaos lets single tiles go their own way.
  const strays = n > 0 && mix(seed, n, 6) % 100 < read.chaos
  const common = {
    motif: motif ?? pick(quietMotifs, drawn),
    name: palette ?? pick(paletteNames, drawn >>> 8),
  }
  const name = strays ? pick(paletteNames, mix(seed, n, 8)) : common.name
  const isOdd = read.weird > 0 && mix(seed, n, 10) % 3000 < read.weird
  return {
    kind: 'painted',
    motif:
      isOdd || (strays && mix(seed, n, 7) % 2 === 0) ? pick(motifs, mix(seed, n, 9)) : common.motif,
    palette: given ?? palettes[name],
    seed,
    departures: [],
    without: omissionsOf(read),
    vividness: (read.isRaw ? 0.86 : 1) * (0.9 + read.stylize / 1000) * (read.isNiji ? 1.12 : 1),
    tones: read.isNiji ? 11 : 0,
  }
}

const omissionWords: Record<Omission, readonly string[]> = {
  light: ['sun', 'moon', 'light', '太阳', '月亮'],
  clouds: ['cloud', 'clouds', '云'],
  stars: ['star', 'stars', '星'],
  haze: ['haze', 'fog', 'mist', '雾'],
  grain: ['grain', 'noise'],
}

function omissionsOf(read: ReadPrompt): Omission[] {
  const found = (Object.keys(omissionWords) as Omission[]).filter((omission) =>
    omissionWords[omission].some((word) => read.without.includes(word)),
  )
  return read.isRaw && !found.includes('grain') ? [...found, 'grain'] : found
}

/** The same places in what an edited prompt asks for; given pictures stay. */
export function repaint(
  scene: Scene,
  { prompt, botType }: { prompt: string; botType: string },
): Scene {
  const { motif, palette } = readMeaning(translate(readPrompt(prompt, botType).text))
  switch (scene.kind) {
    case 'painted':
      return {
        ...scene,
        motif: motif ?? scene.motif,
        palette: palette ? palettes[palette] : scene.palette,
      }
    case 'picture':
      return scene
    case 'mix':
      return { ...scene, parts: scene.parts.map((part) => repaint(part, { prompt, botType })) }
    case 'masked':
    case 'oval':
      return {
        ...scene,
        base: repaint(scene.base, { prompt, botType }),
        over: repaint(scene.over, { prompt, botType }),
      }
  }
}

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!
}
