import 'server-only'
/**
 * The words the demo gateway understands: which motif and palette they ask for, and their English. Enough for a
 * prompt to look like what it says; a word it does not know still counts, through the hash of the prompt.
 */
import type { PaletteName } from './scene/palettes'
import type { Motif } from './scene/scene'

type Word = {
  en: string
  zh: readonly string[]
  motif?: Motif
  palette?: PaletteName
  also?: readonly string[]
}

const words: readonly Word[] = [
  {
    en: 'mountains',
    zh: ['山脉', '群山', '高山', '山'],
    motif: 'ridges',
    also: [
      'mountain',
      'ridge',
      'ridges',
      'ranges',
      'range',
      'peak',
      'peaks',
      'hill',
      'hills',
      'cliff',
      'valley',
      'alps',
    ],
  },
  { en: 'landscape', zh: ['风景', '山水'], motif: 'ridges' },
  { en: 'mist', zh: ['薄雾', '雾'], motif: 'ridges', also: ['fog', 'haze', 'misty', 'foggy'] },
  {
    en: 'forest',
    zh: ['森林', '树林', '竹林', '树'],
    motif: 'ridges',
    palette: 'forest',
    also: ['woods', 'tree', 'trees', 'jungle', 'pine', 'bamboo'],
  },
  {
    en: 'ink swirls',
    zh: ['水墨漩涡', '漩涡'],
    motif: 'marble',
    also: ['swirl', 'swirls', 'vortex'],
  },
  { en: 'ink', zh: ['水墨', '墨'], motif: 'marble', palette: 'graphite', also: ['inks'] },
  {
    en: 'marble',
    zh: ['大理石'],
    motif: 'marble',
    also: [
      'agate',
      'fluid',
      'liquid',
      'abstract',
      'smoke',
      'silk',
      'paint',
      'portrait',
      'pattern',
      'texture',
      'fractal',
    ],
  },
  { en: 'flowing', zh: ['流动的', '流动'], motif: 'marble' },
  { en: 'abstract', zh: ['抽象'], motif: 'marble' },
  { en: 'glass', zh: ['玻璃'], motif: 'marble' },
  {
    en: 'sea',
    zh: ['大海', '海洋', '海'],
    motif: 'sea',
    also: [
      'ocean',
      'waves',
      'wave',
      'beach',
      'coast',
      'lighthouse',
      'boat',
      'ship',
      'harbour',
      'harbor',
      'lake',
      'water',
      'island',
    ],
  },
  { en: 'waves', zh: ['海浪', '波浪'], motif: 'sea' },
  { en: 'lake', zh: ['湖'], motif: 'sea' },
  { en: 'lighthouse', zh: ['灯塔'], motif: 'sea' },
  {
    en: 'desert',
    zh: ['沙漠', '沙丘'],
    motif: 'dunes',
    palette: 'gold',
    also: ['dune', 'dunes', 'sand', 'sahara', 'mars', 'canyon'],
  },
  { en: 'aurora', zh: ['极光'], motif: 'aurora', palette: 'jade', also: ['borealis', 'northern'] },
  {
    en: 'starry night',
    zh: ['星空', '夜空', '银河'],
    motif: 'aurora',
    palette: 'midnight',
    also: ['stars', 'starry', 'galaxy', 'space', 'cosmos', 'nebula', 'milky'],
  },
  {
    en: 'city',
    zh: ['城市', '都市', '街道'],
    motif: 'city',
    also: [
      'skyline',
      'street',
      'tokyo',
      'skyscraper',
      'skyscrapers',
      'building',
      'buildings',
      'cyberpunk',
      'neon',
      'downtown',
      'town',
    ],
  },
  { en: 'cyberpunk', zh: ['赛博朋克', '霓虹'], motif: 'city', palette: 'magenta' },
  {
    en: 'night',
    zh: ['夜晚', '午夜', '夜'],
    palette: 'midnight',
    also: ['midnight', 'moon', 'moonlit', 'moonlight'],
  },
  { en: 'moon', zh: ['月亮', '月'], palette: 'midnight' },
  {
    en: 'dusk',
    zh: ['黄昏', '暮色', '傍晚'],
    palette: 'violet',
    also: ['twilight', 'lavender', 'violet'],
  },
  { en: 'purple', zh: ['紫色', '紫'], palette: 'violet', also: ['plum'] },
  {
    en: 'dawn',
    zh: ['黎明', '清晨', '日出', '朝霞'],
    palette: 'coral',
    also: ['sunrise', 'morning', 'coral', 'peach'],
  },
  { en: 'sunset', zh: ['日落', '夕阳', '晚霞'], palette: 'amber', also: ['amber', 'dramatic'] },
  {
    en: 'red',
    zh: ['红色', '红', '火'],
    palette: 'ember',
    also: [
      'fire',
      'ember',
      'lava',
      'volcano',
      'rust',
      'orange',
      'autumn',
      'scarlet',
      'crimson',
      'fox',
    ],
  },
  { en: 'autumn', zh: ['秋天', '秋'], palette: 'ember' },
  { en: 'orange', zh: ['橙色', '橙'], palette: 'ember' },
  {
    en: 'magenta',
    zh: ['品红', '洋红'],
    palette: 'magenta',
    also: ['neon', 'fuchsia', 'vaporwave'],
  },
  {
    en: 'pink',
    zh: ['粉色', '粉红', '樱花'],
    palette: 'rose',
    also: ['rose', 'blossom', 'cherry', 'sakura', 'pastel'],
  },
  { en: 'green', zh: ['绿色', '绿'], palette: 'forest', also: ['moss', 'spring'] },
  { en: 'jade', zh: ['翡翠', '玉'], palette: 'jade', also: ['emerald'] },
  {
    en: 'celadon',
    zh: ['青瓷色', '青瓷', '青色'],
    palette: 'celadon',
    also: ['sage', 'porcelain', 'muted'],
  },
  { en: 'teal', zh: ['蓝绿色', '碧'], palette: 'teal', also: ['turquoise', 'cyan', 'aqua'] },
  { en: 'blue', zh: ['蓝色', '蓝'], palette: 'cobalt', also: ['cobalt', 'azure', 'indigo'] },
  {
    en: 'snow',
    zh: ['雪', '冰', '冬天'],
    palette: 'ice',
    also: ['ice', 'icy', 'winter', 'arctic', 'frozen', 'white'],
  },
  {
    en: 'gold',
    zh: ['金色', '黄金', '黄'],
    palette: 'gold',
    also: ['golden', 'honey', 'yellow', 'sunny', 'summer'],
  },
  {
    en: 'black',
    zh: ['黑色', '黑白', '黑', '灰'],
    palette: 'graphite',
    also: ['grey', 'gray', 'monochrome', 'noir', 'charcoal', 'storm', 'stormy', 'basalt'],
  },
  {
    en: 'vintage',
    zh: ['复古', '怀旧'],
    palette: 'sepia',
    also: ['sepia', 'brown', 'antique', 'coffee', 'old'],
  },
  { en: 'cat', zh: ['猫'] },
  { en: 'dog', zh: ['狗'] },
  { en: 'girl', zh: ['女孩', '少女'] },
  { en: 'fox', zh: ['狐狸'] },
  { en: 'bird', zh: ['鸟'] },
  { en: 'flower', zh: ['花'] },
  { en: 'dragon', zh: ['龙'] },
  { en: 'sky', zh: ['天空'] },
  { en: 'sun', zh: ['太阳'] },
  { en: 'cloud', zh: ['云'] },
  { en: 'rain', zh: ['雨'] },
  { en: 'wind', zh: ['风'] },
  { en: 'light', zh: ['光'] },
  { en: 'silence', zh: ['寂静', '安静'] },
  { en: 'a', zh: ['一只', '一个', '一座', '一片', '一朵'] },
  { en: 'under', zh: ['下的', '之下'] },
  { en: 'on', zh: ['上的', '之上'] },
  { en: 'of', zh: ['的'] },
]

type Meaning = { motif?: Motif; palette?: PaletteName }
const english = new Map<string, Meaning>()
const chinese = new Map<string, string>()
for (const word of words) {
  for (const spelling of [word.en, ...(word.also ?? [])]) {
    const known = english.get(spelling)
    english.set(spelling, {
      ...(word.motif ? { motif: word.motif } : {}),
      ...(word.palette ? { palette: word.palette } : {}),
      ...known,
    })
  }
  for (const characters of word.zh) chinese.set(characters, word.en)
}
const longestFirst = [...chinese.keys()].sort((a, b) => b.length - a.length)

/** Words that only colour what nothing else colours: ink may be celadon, a storm emerald. */
const moods = new Set(
  'ink inks storm stormy basalt muted dramatic old antique spring summer'.split(' '),
)

/** The first motif and the first palette the words of an English text ask for; a mood gives way to any other word. */
export function readMeaning(text: string): Meaning {
  const meaning: Meaning = {}
  let mood: PaletteName | undefined
  const lower = text.toLowerCase()
  const tokens = lower.match(/[a-z]+/g) ?? []
  const spellings = tokens.flatMap((token, i) => [`${token} ${tokens[i + 1] ?? ''}`, token])
  for (const spelling of spellings) {
    const found = english.get(spelling)
    if (found?.motif) meaning.motif ??= found.motif
    if (found?.palette && moods.has(spelling)) mood ??= found.palette
    else if (found?.palette) meaning.palette ??= found.palette
  }
  const palette = meaning.palette ?? mood
  return { ...meaning, ...(palette ? { palette } : {}) }
}

const han = /\p{Script=Han}/u

/** The English of a prompt, word by word; text without Chinese comes back unchanged, unknown characters stay. */
export function translate(text: string): string {
  if (!han.test(text)) return text
  let rest = text
    .replaceAll('，', ', ')
    .replaceAll('。', '. ')
    .replaceAll('、', ', ')
    .replaceAll('：', ': ')
  let english = ''
  while (rest !== '') {
    const known = longestFirst.find((characters) => rest.startsWith(characters))
    if (known) {
      english += ` ${chinese.get(known)!} `
      rest = rest.slice(known.length)
    } else {
      const character = String.fromCodePoint(rest.codePointAt(0)!)
      english += character
      rest = rest.slice(character.length)
    }
  }
  return english
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.:])/g, '$1')
    .trim()
}
