import 'server-only'
/** What pressing a button leads to: which action, which recipe, whether Plus opens a window first. */
import type { Press } from './buttons'
import { readPrompt } from './prompt'
import { compose, tilesOf, type Recipe } from './recipe'
import { mix } from './scene/noise'
import { depart } from './scene/scene'
import type { DemoTask, Script } from './task'

export type Answer = { prompt: string; mask: string | null }

export type FollowUp = { action: string; recipe: Recipe | null; script: Script; effort: number }

/** Share of the pace each kind of work takes. */
export const effort = {
  grid: 1,
  upscale: 0.3,
  enlarge: 0.7,
  text: 0.3,
  swap: 0.5,
  film: 1.4,
} as const

/** gateways.md 2.2: these always, variation, pan and reroll only for accounts with Remix on. */
export function opensWindow(press: Press, parent: DemoTask, hasRemix: boolean): boolean {
  switch (press.name) {
    case 'custom-zoom':
    case 'region':
    case 'read':
    case 'analyzed':
      return true
    case 'variation':
    case 'vary':
    case 'pan':
      return hasRemix
    case 'reroll':
      return hasRemix && parent.recipe?.verb !== 'region'
    default:
      return false
  }
}

/** Undefined when the parent has nothing the button could mean. */
export function followUp(press: Press, parent: DemoTask, answer: Answer): FollowUp | undefined {
  const { botType } = parent
  const { prompt } = answer
  const grid = (action: string, recipe: Recipe): FollowUp => ({
    action,
    recipe,
    script: 'grid',
    effort: effort.grid,
  })
  if (press.name === 'read' || press.name === 'analyzed')
    return grid('IMAGINE', { verb: 'imagine', prompt, botType, palette: null })
  if (press.name === 'read-again')
    return { action: 'DESCRIBE', recipe: null, script: 'jump', effort: effort.text }
  if (!parent.recipe) return undefined
  if (press.name === 'reroll') return grid(parent.action, reroll(parent.recipe, prompt))

  const tiles = tilesOf(compose(parent.recipe, parent.seed))
  const tile = tiles['index' in press ? press.index - 1 : 0]
  if (!tile) return undefined
  switch (press.name) {
    case 'upscale':
      return {
        action: 'UPSCALE',
        recipe: { verb: 'upscale', tile },
        script: 'jump',
        effort: effort.upscale,
      }
    case 'enlarge':
      return {
        action: 'UPSCALE',
        recipe: { verb: 'enlarge', tile },
        script: 'grid',
        effort: effort.enlarge,
      }
    case 'enlarge-creative': {
      const scene = depart(tile.scene, { seed: mix(parent.seed, 2, 82), amount: 0.1 })
      return {
        action: 'UPSCALE',
        recipe: { verb: 'enlarge', tile: { ...tile, scene } },
        script: 'grid',
        effort: effort.enlarge,
      }
    }
    case 'variation':
      return grid('VARIATION', { verb: 'vary', tile, amount: 0.36, prompt, botType })
    case 'vary': {
      const amount = press.amount === 'subtle' ? 0.16 : 0.62
      return grid('VARIATION', { verb: 'vary', tile, amount, prompt, botType })
    }
    case 'zoom':
      return grid('ZOOM', { verb: 'zoom', tile, factor: press.factor, aspect: null })
    case 'custom-zoom': {
      const read = readPrompt(prompt, botType)
      const aspect = /--(ar|aspect)\b/.test(prompt) ? read.aspect : null
      return grid('ZOOM', { verb: 'zoom', tile, factor: read.zoom ?? 2, aspect })
    }
    case 'square':
      return grid('ZOOM', { verb: 'square', tile })
    case 'pan':
      return grid('PAN', { verb: 'pan', tile, direction: press.direction })
    case 'region':
      return grid('VARIATION', { verb: 'region', tile, mask: answer.mask ?? '', prompt, botType })
    case 'animate':
      return {
        action: 'VIDEO',
        recipe: { verb: 'film', tile, isLively: press.isLively },
        script: 'grid',
        effort: effort.film,
      }
  }
}

/** The same work again; a remixed prompt replaces the words where there are any. */
function reroll(recipe: Recipe, prompt: string): Recipe {
  return 'prompt' in recipe && prompt !== '' ? { ...recipe, prompt } : recipe
}
