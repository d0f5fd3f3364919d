import 'server-only'
/** Views of the plane that scenes are painted on: which rectangle of it a picture shows, and in how many pixels. */
import { type Rect, type Scene, type Tile, tilePitch } from './scene/scene'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Pixels of a grid's tile: about 512² in area, in multiples of 8. */
export function tileSize(aspect: number): { width: number; height: number } {
  const round = (value: number) => Math.max(64, Math.round(value / 8) * 8)
  return { width: round(512 * Math.sqrt(aspect)), height: round(512 / Math.sqrt(aspect)) }
}

/** A grid tile of `aspect` around `view`, no larger than needed to hold all of it. */
export function holding(
  view: Rect,
  aspect: number,
  make: (view: Rect) => { scene: Scene; view: Rect },
): Tile {
  const size = tileSize(aspect)
  const pitch = Math.max(view.width / size.width, view.height / size.height)
  const width = size.width * pitch
  const height = size.height * pitch
  const x = view.x - (width - view.width) / 2
  const y = view.y - (height - view.height) / 2
  return { ...make({ x, y, width, height }), ...size }
}

/** What a first picture of `aspect` shows: the middle of the plane. */
export function centred(aspect: number): Rect {
  const size = tileSize(aspect)
  const width = size.width * tilePitch
  const height = size.height * tilePitch
  return { x: -width / 2, y: -height / 2, width, height }
}

export function aspectOf(view: Rect): number {
  return view.width / view.height
}

/** No longer than 3:1 either way. */
export function clampAspect(aspect: number): number {
  return Math.min(3, Math.max(1 / 3, aspect))
}

/** The view from `factor` times as far away. */
export function grown({ x, y, width, height }: Rect, factor: number): Rect {
  return {
    x: x - (width * (factor - 1)) / 2,
    y: y - (height * (factor - 1)) / 2,
    width: width * factor,
    height: height * factor,
  }
}

/** Half the picture further, so that the other half is seen twice. */
export function shifted(view: Rect, direction: Direction): Rect {
  switch (direction) {
    case 'left':
      return { ...view, x: view.x - view.width / 2 }
    case 'right':
      return { ...view, x: view.x + view.width / 2 }
    case 'up':
      return { ...view, y: view.y - view.height / 2 }
    case 'down':
      return { ...view, y: view.y + view.height / 2 }
  }
}
