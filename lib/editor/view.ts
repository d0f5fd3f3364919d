/** Where the picture lies on the screen: the one place that knows the zoom. Screen units are CSS pixels. */
import { type Box, pixelBox, type Point, type Size } from './geometry'

/** A picture's point (x, y) is drawn at (left + x · scale, top + y · scale). */
export type View = { left: number; top: number; scale: number }

const mostScale = 32

export function screenToImage(view: View, point: Point): Point {
  return { x: (point.x - view.left) / view.scale, y: (point.y - view.top) / view.scale }
}

export function imageToScreen(view: View, point: Point): Point {
  return { x: view.left + point.x * view.scale, y: view.top + point.y * view.scale }
}

/** From this width on the tools stand beside the picture; narrower stages have them below. */
const wideStage = 700
/** A smaller picture is enlarged further than twice: nobody can paint on a stamp. */
const usefulSide = 512

/** A stage as low as this is that of a page enlarged twice, or of a phone on its side: all of it is needed. */
const lowStage = 260

/** What a fitted picture leaves free on each side: the tools on a wide stage, the zoom bar on a narrow one. */
function marginsOf({ width, height }: Size) {
  if (height < lowStage) return { side: width < wideStage ? 12 : 84, top: 8, bottom: 8 }
  return width < wideStage ? { side: 12, top: 12, bottom: 64 } : { side: 84, top: 24, bottom: 24 }
}

/** The whole picture in the middle of what is free; a small one is enlarged up to twice or to a useful size. */
export function fitView(picture: Size, stage: Size): View {
  const { side, top, bottom } = marginsOf(stage)
  const free = {
    width: Math.max(1, stage.width - 2 * side),
    height: Math.max(1, stage.height - top - bottom),
  }
  const scale = Math.min(
    free.width / picture.width,
    free.height / picture.height,
    Math.max(2, usefulSide / Math.max(picture.width, picture.height)),
  )
  const { left, top: above } = centred(picture, free, scale)
  return { left: left + side, top: above + top, scale }
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

/** The pixels of the picture that the stage shows; null where it shows none. */
export function seenBox(view: View, picture: Size, stage: Size): Box | null {
  const from = screenToImage(view, { x: 0, y: 0 })
  const to = screenToImage(view, { x: stage.width, y: stage.height })
  return pixelBox(from.x, from.y, to.x, to.y, picture)
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
