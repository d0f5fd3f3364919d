import 'server-only'
/**
 * What the painter knows: a scene is a function over an infinite plane, a tile is a rectangle of it at some
 * resolution, a picture is one tile or four. All of it is plain data, so a picture can be named by its content
 * and painted again whenever its bytes are missing.
 *
 * [Note: Geometry is true] The plane has its own unit: a grid's tile shows two units a pixel, its upscale one.
 * Everything that is drawn depends on plane coordinates only, never on the rectangle that happens to be looked
 * at. So an upscale is its quadrant with more pixels, a zoomed picture holds its parent in the middle, and two
 * views of equal pitch agree byte for byte where they overlap.
 */

/** A rectangle of the plane; y grows downwards. */
export type Rect = { x: number; y: number; width: number; height: number }

/** Six colours a scene is mixed from, each 0 to 255 a channel. */
export type Palette = {
  zenith: Rgb
  sky: Rgb
  horizon: Rgb
  light: Rgb
  far: Rgb
  near: Rgb
}
export type Rgb = readonly [number, number, number]

export const motifs = ['ridges', 'marble', 'sea', 'dunes', 'aurora', 'city'] as const
export type Motif = (typeof motifs)[number]

/**
 * A step away from the noise of another seed. `amount` 0 changes nothing, 1 replaces it. With `outside`, the
 * step is exactly nothing inside that rectangle and grows softly beyond it: that is how one picture gets four
 * different surroundings without a seam.
 */
export type Departure = { seed: number; amount: number; outside?: Rect }

export type PaintedScene = {
  kind: 'painted'
  motif: Motif
  palette: Palette
  seed: number
  departures: readonly Departure[]
  /** Parts left out (`--no sun`), in the painter's own words. */
  without: readonly Omission[]
  /** 1 as painted; lower is duller, higher more saturated. */
  vividness: number
  /** Number of tones for a flat, poster-like picture; 0 for smooth. */
  tones: number
}
const omissions = ['light', 'clouds', 'stars', 'haze', 'grain'] as const
export type Omission = (typeof omissions)[number]

export type Scene =
  | PaintedScene
  /** A given picture laid over `frame` and mirrored beyond it. `source` is the name of its bytes. */
  | { kind: 'picture'; source: string; frame: Rect }
  /** Several scenes poured together; where each one shows is drawn by noise. */
  | { kind: 'mix'; parts: readonly Scene[]; seed: number; departures: readonly Departure[] }
  /** `over` where the mask is white, `base` where it is black and everywhere beyond `frame`. */
  | { kind: 'masked'; base: Scene; over: Scene; mask: string; frame: Rect }
  /** `over` in a soft ellipse in the middle of `frame`. */
  | { kind: 'oval'; base: Scene; over: Scene; frame: Rect }

/** One rectangle of a scene, `width` × `height` pixels. */
export type Tile = { scene: Scene; view: Rect; width: number; height: number }

export type Picture =
  | { layout: 'single'; tile: Tile }
  /** Left to right, top to bottom. */
  | { layout: 'grid'; tiles: readonly [Tile, Tile, Tile, Tile] }
  /** A slow pan from one view to another, both of one scene. */
  | { layout: 'film'; tile: Tile; to: Rect }

/** Plane units a pixel of a grid's tile covers. */
export const tilePitch = 2

/** Names of the given pictures and masks a scene needs before it can be painted. */
export function sourcesOf(scene: Scene): string[] {
  switch (scene.kind) {
    case 'painted':
      return []
    case 'picture':
      return [scene.source]
    case 'mix':
      return scene.parts.flatMap(sourcesOf)
    case 'masked':
      return [...sourcesOf(scene.base), ...sourcesOf(scene.over), scene.mask]
    case 'oval':
      return [...sourcesOf(scene.base), ...sourcesOf(scene.over)]
  }
}

/** Those among them that are masks: painted by pixel for pixel, so not to be made smaller. */
export function masksOf(scene: Scene): string[] {
  switch (scene.kind) {
    case 'painted':
    case 'picture':
      return []
    case 'mix':
      return scene.parts.flatMap(masksOf)
    case 'masked':
      return [...masksOf(scene.base), ...masksOf(scene.over), scene.mask]
    case 'oval':
      return [...masksOf(scene.base), ...masksOf(scene.over)]
  }
}

/** The same scene with one more step away; given pictures inside it stay what they are. */
export function depart(scene: Scene, departure: Departure): Scene {
  switch (scene.kind) {
    case 'painted':
      return { ...scene, departures: [...scene.departures, departure] }
    case 'picture':
      return scene
    case 'mix':
      return {
        ...scene,
        parts: scene.parts.map((part) => depart(part, departure)),
        departures: [...scene.departures, departure],
      }
    case 'masked':
    case 'oval':
      return {
        ...scene,
        base: depart(scene.base, departure),
        over: depart(scene.over, departure),
      }
  }
}
