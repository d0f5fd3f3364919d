import 'server-only'
/** What the demo gateway reads out of pictures (describe) and prompts (shorten). Measured, never invented. */
import { brightness } from './scene/sky'
import type { Raster } from './scene/paint'
import { paletteNames, palettes, paletteWords, type PaletteName } from './scene/palettes'
import type { Palette, Rgb } from './scene/scene'

/** Mean colours of a few bands of a picture, from dark to light. */
function tonesOf(raster: Raster): Rgb[] {
  const samples: Rgb[] = []
  const step = Math.max(1, Math.floor(Math.sqrt((raster.width * raster.height) / 4096)))
  for (let y = 0; y < raster.height; y += step)
    for (let x = 0; x < raster.width; x += step) {
      const at = (y * raster.width + x) * 3
      samples.push([raster.pixels[at]!, raster.pixels[at + 1]!, raster.pixels[at + 2]!])
    }
  samples.sort((a, b) => brightness(a) - brightness(b))
  const bands = 6
  return Array.from({ length: bands }, (_, n) => {
    const band = samples.slice(
      Math.floor((n * samples.length) / bands),
      Math.max(1, Math.floor(((n + 1) * samples.length) / bands)),
    )
    const sum = band.reduce<[number, number, number]>(
      (total, [r, g, b]) => [total[0] + r, total[1] + g, total[2] + b],
      [0, 0, 0],
    )
    const count = Math.max(1, band.length)
    return [
      Math.round(sum[0] / count),
      Math.round(sum[1] / count),
      Math.round(sum[2] / count),
    ] as const
  })
}

/** A palette of a picture's own colours: what references do to a prompt. */
export function paletteOf(rasters: readonly Raster[]): Palette {
  const all = rasters.map(tonesOf)
  const tone = (n: number): Rgb => {
    const mean = (c: 0 | 1 | 2) =>
      Math.round(all.reduce((sum, tones) => sum + tones[n]![c], 0) / all.length)
    return [mean(0), mean(1), mean(2)]
  }
  const [near, zenith, far, sky, horizon, light] = [
    tone(0),
    tone(1),
    tone(2),
    tone(3),
    tone(4),
    tone(5),
  ]
  return { near, zenith, far, sky, horizon, light }
}

function nearestPalettes(raster: Raster): PaletteName[] {
  const tones = tonesOf(raster)
  const distance = (name: PaletteName) => {
    const { near, zenith, far, sky, horizon, light } = palettes[name]
    return [near, zenith, far, sky, horizon, light]
      .sort((a, b) => brightness(a) - brightness(b))
      .reduce(
        (sum, colour, n) =>
          sum + colour.reduce((d, value, c) => d + (value - tones[n]![c]!) ** 2, 0),
        0,
      )
  }
  return [...paletteNames].sort((a, b) => distance(a) - distance(b))
}

/** How much neighbours differ, 0 to about 1: calm skies are near 0.02, marble near 0.2. */
function busyness(raster: Raster): number {
  let sum = 0
  let count = 0
  for (let y = 1; y < raster.height; y += 3)
    for (let x = 4; x < raster.width; x += 3) {
      const at = (y * raster.width + x) * 3
      sum += Math.abs(raster.pixels[at]! - raster.pixels[at - 12]!)
      count += 1
    }
  return sum / Math.max(1, count) / 64
}

/** Four prompts for a picture, from its colours, its light, its liveliness and its shape. */
export function describe(raster: Raster): string[] {
  const [first, second] = nearestPalettes(raster)
  const tones = tonesOf(raster)
  const mean = tones.reduce((sum, tone) => sum + brightness(tone), 0) / tones.length
  const light =
    mean < 0.25 ? 'low-key night light' : mean < 0.55 ? 'soft evening light' : 'bright airy light'
  const isBusy = busyness(raster) > 0.11
  const subject = isBusy ? 'flowing marble and ink swirls' : 'layered mountains in haze'
  const other = isBusy ? 'waves of liquid glass' : 'a wide horizon under a low sun'
  const ratio = raster.width / raster.height
  const shape =
    ratio > 1.15
      ? 'wide panoramic view'
      : ratio < 0.87
        ? 'tall vertical composition'
        : 'balanced square composition'
  const ar = `--ar ${nearestRatio(ratio)}`
  const colours = paletteWords[first!]
  return [
    `${subject} in ${colours}, ${light}, ${shape} ${ar}`,
    `${other}, ${colours} palette, fine film grain, ${light} ${ar}`,
    `minimalist ${subject}, ${paletteWords[second!]} with ${colours} accents, screen print ${ar}`,
    `${shape} of ${other}, ${light}, muted tones of ${colours}, 35mm photograph ${ar}`,
  ]
}

const ratios = [
  '1:1',
  '5:4',
  '4:3',
  '3:2',
  '16:9',
  '2:1',
  '4:5',
  '3:4',
  '2:3',
  '9:16',
  '1:2',
] as const

function nearestRatio(ratio: number): string {
  const gap = (text: string) => {
    const [across = 1, down = 1] = text.split(':').map(Number)
    return Math.abs(Math.log(across / down / ratio))
  }
  return [...ratios].sort((a, b) => gap(a) - gap(b))[0]!
}

const keycaps = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣'] as const

/** Prompts as one text, the way Midjourney numbers them (gateways.md 3.4). */
export function numbered(prompts: readonly string[]): string {
  return prompts.map((prompt, n) => `${keycaps[n] ?? ''} ${prompt}`).join('\n\n')
}

/** Weights of words that carry little; every other word weighs by its length. */
const lightWords = new Set(
  'a an the of in on at to and or with by for from into over under very really highly extremely ultra super quality best beautiful amazing stunning detailed masterpiece 8k 4k hd please some that is are was it its'.split(
    ' ',
  ),
)

function weightOf(word: string): number {
  const plain = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  if (plain === '' || lightWords.has(plain)) return 0.02
  return Math.min(1, 0.25 + plain.length / 14)
}

/** A prompt with its light words dropped, five ways; and the text Midjourney shows for it. */
export function shorten(prompt: string): { text: string; prompts: string[] } {
  const words = prompt.split(/\s+/).filter(Boolean)
  const heavy = words.filter((word) => weightOf(word) > 0.02)
  const byWeight = [...heavy].sort((a, b) => weightOf(b) - weightOf(a))
  const keeping = (share: number) => {
    const kept = new Set(byWeight.slice(0, Math.max(1, Math.ceil(byWeight.length * share))))
    return heavy
      .filter((word) => kept.has(word))
      .join(' ')
      .replace(/[,.;]+$/, '')
  }
  const prompts = [1, 0.8, 0.6, 0.4, 0.2].map((share) => keeping(share) || prompt)
  const important = words
    .map((word) => {
      const weight = weightOf(word)
      return weight > 0.6 ? `**${word}**` : weight <= 0.02 ? `~~${word}~~` : word
    })
    .join(' ')
  return {
    text: `## Important tokens\n${important}\n## Shortened prompts\n${numbered(prompts)}`,
    prompts,
  }
}
