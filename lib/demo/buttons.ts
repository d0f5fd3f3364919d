import 'server-only'
/** The buttons Midjourney shows under each kind of result (gateways.md chapter 4), as Plus hands them on. */
import type { Model } from './prompt'

export type DemoButton = { customId: string; emoji: string; label: string; type: 2; style: 2 | 3 }

function button(customId: string, label: string, emoji = ''): DemoButton {
  return { customId, emoji, label, type: 2, style: 2 }
}

const fourth = [1, 2, 3, 4] as const
const keycaps = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣'] as const

/** Under a 2×2 composite, in the order of seed 001. A pan's result has no V row (bot capture X-25909043247). */
export function gridButtons(job: string, options: { canVary: boolean }): DemoButton[] {
  return [
    ...fourth.map((n) => button(`MJ::JOB::upsample::${n}::${job}`, `U${n}`)),
    button(`MJ::JOB::reroll::0::${job}::SOLO`, '', '🔄'),
    ...(options.canVary
      ? fourth.map((n) => button(`MJ::JOB::variation::${n}::${job}`, `V${n}`))
      : []),
  ]
}

const upscales: Record<Model, readonly [name: string, label: string][]> = {
  v8: [],
  v7: [
    ['v7_2x_subtle', 'Upscale (Subtle)'],
    ['v7_2x_creative', 'Upscale (Creative)'],
  ],
  'v6.1': [
    ['v6r1_2x_subtle', 'Upscale (Subtle)'],
    ['v6r1_2x_creative', 'Upscale (Creative)'],
  ],
  v6: [
    ['v6_2x_subtle', 'Upscale (Subtle)'],
    ['v6_2x_creative', 'Upscale (Creative)'],
  ],
  v5: [
    ['v5_2x', 'Upscale (2x)'],
    ['v5_4x', 'Upscale (4x)'],
  ],
  old: [],
}

export type SingleOptions = {
  model: Model
  isSquare: boolean
  /** After a 2x upscale Discord offers it again under another name. */
  isEnlarged: boolean
  /** Accounts with video show Animate. */
  hasVideo: boolean
}

/** Under a single picture. */
export function singleButtons(job: string, options: SingleOptions): DemoButton[] {
  const { model } = options
  const solo = (name: string, label: string, emoji: string) =>
    button(`MJ::${name}::1::${job}::SOLO`, label, emoji)
  const redo = options.isEnlarged ? 'Redo ' : ''
  const hasView = model !== 'v8' && model !== 'old'
  return [
    ...upscales[model].map(([name, label]) =>
      solo(`JOB::upsample_${name}`, redo + label, 'upscale_1'),
    ),
    solo('JOB::low_variation', 'Vary (Subtle)', '🪄'),
    solo('JOB::high_variation', 'Vary (Strong)', '🪄'),
    ...(model === 'old' ? [] : [solo('Inpaint', 'Vary (Region)', '🖌️')]),
    ...(hasView
      ? [
          solo('Outpaint::50', 'Zoom Out 2x', '🔍'),
          solo('Outpaint::75', 'Zoom Out 1.5x', '🔍'),
          button(`MJ::CustomZoom::${job}`, 'Custom Zoom', '🔍'),
          ...(options.isSquare ? [] : [solo('Outpaint::100', 'Make Square', '↔️')]),
          solo('JOB::pan_left', '', '⬅️'),
          solo('JOB::pan_right', '', '➡️'),
          solo('JOB::pan_up', '', '⬆️'),
          solo('JOB::pan_down', '', '⬇️'),
        ]
      : []),
    ...(options.hasVideo
      ? [
          solo('JOB::animate_high', 'Animate (High motion)', '🎞️'),
          solo('JOB::animate_low', 'Animate (Low motion)', '🎞️'),
        ]
      : []),
    button(`MJ::BOOKMARK::${job}`, '', '❤️'),
  ]
}

export function describeButtons(): DemoButton[] {
  return [
    ...fourth.map((n) => button(`MJ::Job::PicReader::${n}`, '', keycaps[n - 1])),
    button('MJ::Picread::Retry', '', '🔄'),
    button('MJ::Job::PicReader::all', 'Imagine all', '🎉'),
  ]
}

export function shortenButtons(count: number): DemoButton[] {
  return keycaps
    .slice(0, count)
    .map((keycap, i) => button(`MJ::Job::PromptAnalyzer::${i + 1}`, '', keycap))
}

/** What a customId asks for; undefined for what Plus does not support (gateways.md 2.4). */
export type Press =
  | { name: 'upscale'; index: number }
  | { name: 'enlarge' }
  | { name: 'enlarge-creative' }
  | { name: 'variation'; index: number }
  | { name: 'vary'; amount: 'subtle' | 'strong' }
  | { name: 'reroll' }
  | { name: 'zoom'; factor: 1.5 | 2 }
  | { name: 'custom-zoom' }
  | { name: 'square' }
  | { name: 'pan'; direction: 'left' | 'right' | 'up' | 'down' }
  | { name: 'region' }
  | { name: 'read'; index: number }
  | { name: 'read-again' }
  | { name: 'analyzed'; index: number }
  | { name: 'animate'; isLively: boolean }

export function readPress(customId: string): Press | undefined {
  const [, room = '', word = '', place = ''] = customId.split('::')
  const index = Number(place)
  if (room === 'CustomZoom') return { name: 'custom-zoom' }
  if (room === 'Inpaint') return { name: 'region' }
  if (room === 'Picread' && word === 'Retry') return { name: 'read-again' }
  if (room === 'Outpaint') {
    if (word === '50') return { name: 'zoom', factor: 2 }
    if (word === '75') return { name: 'zoom', factor: 1.5 }
    return word === '100' ? { name: 'square' } : undefined
  }
  if (room === 'Job') {
    if (word === 'PicReader' && index >= 1) return { name: 'read', index }
    return word === 'PromptAnalyzer' && index >= 1 ? { name: 'analyzed', index } : undefined
  }
  if (room !== 'JOB') return undefined
  if (word === 'upsample') return { name: 'upscale', index }
  if (word.startsWith('upsample_'))
    return { name: word.endsWith('creative') ? 'enlarge-creative' : 'enlarge' }
  if (word === 'variation') return { name: 'variation', index }
  if (word === 'low_variation') return { name: 'vary', amount: 'subtle' }
  if (word === 'high_variation') return { name: 'vary', amount: 'strong' }
  if (word === 'reroll') return { name: 'reroll' }
  if (word === 'animate_high' || word === 'animate_low')
    return { name: 'animate', isLively: word === 'animate_high' }
  const [, direction] = /^pan_(left|right|up|down)$/.exec(word) ?? []
  return direction === 'left' || direction === 'right' || direction === 'up' || direction === 'down'
    ? { name: 'pan', direction }
    : undefined
}
