import 'server-only'
/**
 * From what was asked for to what will be painted. A recipe and a seed make a picture, always the same one:
 * a reroll is the same recipe with another seed. See [Note: Geometry is true] in scene/scene.ts.
 */
import { repaint, sceneOf } from './asked-scene'
import { readPrompt } from './prompt'
import { mix } from './scene/noise'
import { depart, type Palette, type Picture, type Rect, type Scene, type Tile } from './scene/scene'
import {
  aspectOf,
  centred,
  clampAspect,
  type Direction,
  grown,
  holding,
  shifted,
  tileSize,
} from './views'

/** A given picture by the name of its bytes, with its size in pixels. */
export type Given = { name: string; width: number; height: number }

export type Recipe =
  | { verb: 'imagine'; prompt: string; botType: string; palette: Palette | null }
  | { verb: 'upscale'; tile: Tile }
  | { verb: 'enlarge'; tile: Tile }
  | { verb: 'vary'; tile: Tile; amount: number; prompt: string; botType: string }
  | { verb: 'zoom'; tile: Tile; factor: number; aspect: number | null }
  | { verb: 'pan'; tile: Tile; direction: Direction }
  | { verb: 'square'; tile: Tile }
  | { verb: 'region'; tile: Tile; mask: string; prompt: string; botType: string }
  | { verb: 'blend'; pictures: readonly Given[]; aspect: number }
  | { verb: 'swap'; source: Given; target: Given }
  | { verb: 'film'; tile: Tile; isLively: boolean }
  /** A given picture with its holes filled by the prompt; without a mask, the prompt poured over all of it. */
  | { verb: 'edit'; picture: Given; mask: string | null; prompt: string; botType: string }

export function compose(recipe: Recipe, seed: number): Picture {
  switch (recipe.verb) {
    case 'imagine':
      return four((n) => imagine(recipe, mix(seed, n, 77), n))
    case 'upscale': {
      const { tile } = recipe
      return single({ ...tile, width: tile.width * 2, height: tile.height * 2 })
    }
    case 'enlarge': {
      const { tile } = recipe
      const by = Math.min(2, Math.max(1, 2048 / Math.max(tile.width, tile.height)))
      return single({
        ...tile,
        width: Math.round(tile.width * by),
        height: Math.round(tile.height * by),
      })
    }
    case 'vary': {
      const scene = repaint(recipe.tile.scene, recipe)
      return four((n) =>
        holding(recipe.tile.view, aspectOf(recipe.tile.view), (view) => ({
          scene: depart(scene, { seed: mix(seed, n, 78), amount: recipe.amount }),
          view,
        })),
      )
    }
    case 'zoom': {
      const { tile, factor, aspect } = recipe
      const view = grown(tile.view, factor)
      return surroundings(tile, seed, () => holding(view, aspect ?? aspectOf(view), plain(tile)))
    }
    case 'pan':
      return surroundings(recipe.tile, seed, () => {
        const view = shifted(recipe.tile.view, recipe.direction)
        return holding(view, aspectOf(view), plain(recipe.tile))
      })
    case 'square':
      return surroundings(recipe.tile, seed, () => holding(recipe.tile.view, 1, plain(recipe.tile)))
    case 'region': {
      const { tile, mask } = recipe
      const fresh = repaint(tile.scene, recipe)
      return four((n) => ({
        ...pixelForPixel(tile),
        scene: {
          kind: 'masked',
          base: tile.scene,
          over: depart(fresh, { seed: mix(seed, n, 79), amount: 1 }),
          mask,
          frame: tile.view,
        },
      }))
    }
    case 'blend': {
      const view = centred(recipe.aspect)
      const parts = recipe.pictures.map((given) => laid(given, view))
      return four((n) => ({
        scene: { kind: 'mix', parts, seed: mix(seed, n, 80), departures: [] },
        view,
        ...tileSize(recipe.aspect),
      }))
    }
    case 'swap': {
      const aspect = clampAspect(recipe.target.width / recipe.target.height)
      const view = centred(aspect)
      const { width, height } = tileSize(aspect)
      const base = laid(recipe.target, view)
      const scene: Scene = { kind: 'oval', base, over: laid(recipe.source, view), frame: view }
      return single({ scene, view, width: width * 2, height: height * 2 })
    }
    case 'edit': {
      const { picture, mask, prompt, botType } = recipe
      const aspect = clampAspect(picture.width / picture.height)
      const view = centred(aspect)
      const base = laid(picture, view)
      const read = readPrompt(prompt, botType)
      return four((n) => {
        const over = sceneOf(read, mix(seed, n, 83), n, null)
        const poured = { kind: 'mix', parts: [base, over], seed: mix(seed, n, 84) } as const
        const scene: Scene = mask
          ? { kind: 'masked', base, over, mask, frame: view }
          : { ...poured, departures: [] }
        return { scene, view, ...tileSize(aspect) }
      })
    }
    case 'film': {
      const { tile, isLively } = recipe
      const { x, y, width, height } = tile.view
      const shrink = isLively ? 0.62 : 0.8
      const inner = { width: width * shrink, height: height * shrink }
      return {
        layout: 'film',
        tile: {
          ...tile,
          view: { ...inner, x, y: y + (height - inner.height) / 2 },
          width: Math.round((tile.width * 384) / Math.max(tile.width, tile.height)),
          height: Math.round((tile.height * 384) / Math.max(tile.width, tile.height)),
        },
        to: { ...inner, x: x + width - inner.width, y: y + (height - inner.height) / 2 },
      }
    }
  }
}

/** The tiles of a picture; buttons with a number mean one of them. */
export function tilesOf(picture: Picture): readonly Tile[] {
  return picture.layout === 'grid' ? picture.tiles : [picture.tile]
}

function imagine(recipe: Extract<Recipe, { verb: 'imagine' }>, seed: number, n: number): Tile {
  const read = readPrompt(recipe.prompt, recipe.botType)
  return {
    scene: sceneOf(read, seed, n, recipe.palette),
    view: centred(read.aspect),
    ...tileSize(read.aspect),
  }
}

function single(tile: Tile): Picture {
  return { layout: 'single', tile }
}

function four(make: (n: number) => Tile): Picture {
  return { layout: 'grid', tiles: [make(0), make(1), make(2), make(3)] }
}

/** Four views that hold the parent untouched, each with different surroundings. */
function surroundings(parent: Tile, seed: number, view: () => Tile): Picture {
  const tile = view()
  return four((n) => ({
    ...tile,
    scene: depart(parent.scene, { seed: mix(seed, n, 81), amount: 0.9, outside: parent.view }),
  }))
}

function plain(tile: Tile) {
  return (view: Rect) => ({ scene: tile.scene, view })
}

/** As large as the parent itself, so that what is kept keeps its very pixels; what was enlarged goes back to half. */
function pixelForPixel(tile: Tile): Tile {
  const by = Math.max(tile.width, tile.height) > 1536 ? 2 : 1
  return { ...tile, width: Math.round(tile.width / by), height: Math.round(tile.height / by) }
}

/** A given picture laid so that it covers `view`. */
function laid(given: Given, view: Rect): Scene {
  const scale = Math.max(view.width / given.width, view.height / given.height)
  const width = given.width * scale
  const height = given.height * scale
  const frame = {
    x: view.x - (width - view.width) / 2,
    y: view.y - (height - view.height) / 2,
    width,
    height,
  }
  return { kind: 'picture', source: given.name, frame }
}
