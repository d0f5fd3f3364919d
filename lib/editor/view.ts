/** Where the picture lies on the screen: the one place that knows the zoom. Screen units are CSS pixels. */
import type { Point, Size } from './geometry'

/** A picture's point (x, y) is drawn at (left + x · scale, top + y · scale). */
export type View = { left: number; top: number; scale: number }

export const mostScale = 32

export function screenToImage(view: View, point: Point): Point {
  return { x: (point.x - view.left) / view.scale, y: (point.y - view.top) / view.scale }
}

export function imageToScreen(view: View, point: Point): Point {
  return { x: view.left + point.x * view.scale, y: view.top + point.y * view.scale }
}

/** The whole picture in the middle, with a margin; a small one is enlarged up to twice, not more. */
export function fitView(picture: Size, stage: Size, margin = 24): View {
  const scale = Math.min(
    Math.max(1, stage.width - 2 * margin) / picture.width,
    Math.max(1, stage.height - 2 * margin) / picture.height,
    2,
  )
  return centred(picture, stage, scale)
}

/** One pixel of the picture on one pixel of the screen, whose density is `devicePixelRatio`. */
export function actualView(picture: Size, stage: Size, devicePixelRatio: number): View {
  return centred(picture, stage, 1 / devicePixelRatio)
}

function centred(picture: Size, stage: Size, scale: number): View {
  return {
    left: (stage.width - picture.width * scale) / 2,
    top: (stage.height - picture.height * scale) / 2,
    scale,
  }
}

/** Zooms by a factor about a point of the screen, which stays over the same pixel. */
export function zoomAbout(
  view: View,
  about: Point,
  factor: number,
  picture: Size,
  stage: Size,
): View {
  const least = Math.min(fitView(picture, stage).scale, 1) / 4
  const scale = Math.min(mostScale, Math.max(least, view.scale * factor))
  const { x, y } = screenToImage(view, about)
  return keepInSight({ left: about.x - x * scale, top: about.y - y * scale, scale }, picture, stage)
}

export function panBy(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  return keepInSight({ ...view, left: view.left + dx, top: view.top + dy }, picture, stage)
}

/** Two fingers: what was between them stays between them, turned into pan and zoom. */
export function pinch(
  view: View,
  from: readonly [Point, Point],
  to: readonly [Point, Point],
  picture: Size,
  stage: Size,
): View {
  const spread = ([a, b]: readonly [Point, Point]) => Math.hypot(a.x - b.x, a.y - b.y)
  const middle = ([a, b]: readonly [Point, Point]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
  const [was, is] = [middle(from), middle(to)]
  const moved = panBy(view, is.x - was.x, is.y - was.y, picture, stage)
  const factor = spread(from) < 1 ? 1 : spread(to) / spread(from)
  return zoomAbout(moved, is, factor, picture, stage)
}

/** A quarter of the picture, or 64 pixels of it, never leaves the stage. */
function keepInSight(view: View, picture: Size, stage: Size): View {
  const clamp = (start: number, length: number, room: number) => {
    const rest = Math.min(64, length / 4)
    return Math.min(room - rest, Math.max(rest - length, start))
  }
  return {
    scale: view.scale,
    left: clamp(view.left, picture.width * view.scale, stage.width),
    top: clamp(view.top, picture.height * view.scale, stage.height),
  }
}
