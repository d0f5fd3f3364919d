import 'server-only'
/** Prompts as people write them, in two languages, some words common and some rare; the same for the same chance. */

/** 0 up to 1. */
export type Chance = () => number

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[Math.floor(chance() * from.length)]!
}

/** The first ones often, the last ones seldom, as words are in any language. */
function pickUneven<T>(chance: Chance, from: readonly T[]): T {
  return from[Math.floor(chance() ** 2.2 * from.length)]!
}

const subjects =
  'fox|woman|old man|cat|lighthouse|astronaut|dragon|teapot|street|forest|whale|samurai|robot|cathedral|garden|heron|train|violin|market|orchid|glacier|armchair|mushroom|owl|perfume bottle|kimono|carousel|greenhouse|locomotive|hummingbird|tarot card|observatory|zeppelin|kingfisher|apothecary|ziggurat'.split(
    '|',
  )
const looks =
  'red|golden|tiny|weathered|porcelain|glowing|blue|minimalist|baroque|translucent|brutalist|moss-covered|iridescent|hand-painted|monochrome|art nouveau|cyberpunk|felted|gilded|obsidian'.split(
    '|',
  )
const places =
  'in the snow|at night|in a quiet harbour|on a rainy street|under the milky way|in a Kyoto alley|on a marble table|in deep fog|at golden hour|inside a greenhouse|on the moon|in an abandoned factory|between birch trees|by the sea|at a night market|in zero gravity'.split(
    '|',
  )
const lights =
  'soft light|cinematic light|volumetric light|studio light|shot on 35mm film|wide angle|macro photography|isometric|watercolour|oil on canvas|risograph print|long exposure|tilt shift|editorial photograph|pencil sketch|stained glass'.split(
    '|',
  )
const wishes =
  'highly detailed|muted palette|shallow depth of field|symmetrical composition|negative space|film grain|pastel colours|high contrast|8k|negative prompt free'.split(
    '|',
  )

const subjectsZh =
  '红狐狸|少女|老人|猫|灯塔|宇航员|龙|茶壶|街道|森林|鲸鱼|武士|机器人|教堂|花园|苍鹭|火车|小提琴|集市|兰花|冰川|蘑菇|猫头鹰|香水瓶|旗袍|温室|蜂鸟|天文台'.split(
    '|',
  )
const looksZh =
  '红色的|金色的|小小的|斑驳的|青花瓷|发光的|蓝色的|极简|巴洛克|半透明的|水墨|霓虹'.split('|')
const placesZh =
  '在雪地里|夜晚|在安静的港口|雨中的街头|银河之下|京都小巷|大理石桌上|浓雾中|黄昏时分|月球上|白桦林间|海边|夜市里'.split(
    '|',
  )
const lightsZh =
  '柔和的光线|电影感|体积光|胶片质感|广角|微距摄影|等距视角|水彩|油画|长曝光|工笔画'.split('|')

function english(chance: Chance): string {
  const what = `a ${pickUneven(chance, looks)} ${pickUneven(chance, subjects)}`
  const wish = chance() < 0.5 ? `, ${pick(chance, wishes)}` : ''
  return `${what} ${pickUneven(chance, places)}, ${pickUneven(chance, lights)}${wish}`
}

function chinese(chance: Chance): string {
  const what = pickUneven(chance, looksZh) + pickUneven(chance, subjectsZh)
  return `${what}，${pickUneven(chance, placesZh)}，${pickUneven(chance, lightsZh)}`
}

const models = ['--v 7', '--v 7', '--v 7', '--v 6.1', '--niji 6', '--v 6', '']

/** Named as the columns of a task. */
export type SeedPrompt = { prompt: string; prompt_en: string }

/** One prompt in three is Chinese, and some of those come with the gateway's translation. */
export function seedPrompt(chance: Chance, ratio: string): SeedPrompt {
  const settings = [ratio === '1:1' ? '' : `--ar ${ratio}`, pick(chance, models)]
  if (chance() < 0.2) settings.push(`--s ${Math.floor(chance() * 10) * 100}`)
  const tail = settings.filter((setting) => setting !== '').join(' ')
  const isChinese = chance() < 0.33
  const text = isChinese ? chinese(chance) : english(chance)
  const prompt_en = isChinese && chance() < 0.6 ? english(chance) : ''
  return { prompt: `${text} ${tail}`.trim(), prompt_en }
}
