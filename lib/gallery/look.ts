/**
 * Looking at pictures: fitted into a stage, or nearer. A look names a part of the picture and no pixels, so one look
 * holds for pictures and stages of any size: two that are looked at alike show the same part.
 */
import type { Point, Size } from '@/lib/editor/geometry'
import { screenToImage, type View } from '@/lib/editor/view'

/** `zoom` counts in the fitted size; (x, y) is the share of the picture that lies in the middle of the stage. */
export type Look = { zoom: number; x: number; y: number }

/** In CSS pixels, each of which is `density` pixels of the screen. */
export type Stage = Size & { density: number }

export const wholeLook: Look = { zoom: 1, x: 0.5, y: 0.5 }

/** Pixels of the screen that one of the picture is shown as, at the most. */
const mostEnlarged = 16

/** The scale at which the whole picture just fits. */
export function fitScale(picture: Size, stage: Size): number {
  return Math.min(stage.width / picture.width, stage.height / picture.height)
}

/** More than fitted; what rounding has left over does not count. */
export function isNearer(look: Look): boolean {
  return look.zoom > 1.001
}

/** Where the picture lies on this stage. What does not exist of a look (a part beyond the edge) is not shown. */
export function viewOf(look: Look, picture: Size, stage: Stage): View {
  const { zoom, x, y } = settled(look, picture, stage)
  const scale = fitScale(picture, stage) * zoom
  return {
    scale,
    left: stage.width / 2 - x * picture.width * scale,
    top: stage.height / 2 - y * picture.height * scale,
  }
}

/** Pixels of the screen for one of the picture: 1 is its own size. */
export function shownScale(look: Look, picture: Size, stage: Stage): number {
  return viewOf(look, picture, stage).scale * stage.density
}

/** Zooms by a factor about a point of the stage, which stays over the same pixel as far as the edges let it. */
export function nearer(
  look: Look,
  about: Point,
  factor: number,
  picture: Size,
  stage: Stage,
): Look {
  const view = viewOf(look, picture, stage)
  const pixel = screenToImage(view, about)
  const { zoom } = settled({ ...look, zoom: look.zoom * factor }, picture, stage)
  const scale = fitScale(picture, stage) * zoom
  return lookOf(
    { scale, left: about.x - pixel.x * scale, top: about.y - pixel.y * scale },
    picture,
    stage,
  )
}

/** The picture follows a hand that moves by (dx, dy). */
export function moved(look: Look, dx: number, dy: number, picture: Size, stage: Stage): Look {
  const view = viewOf(look, picture, stage)
  return lookOf({ ...view, left: view.left + dx, top: view.top + dy }, picture, stage)
}

/** Two fingers: what was between them stays between them. */
export function pinched(
  look: Look,
  from: readonly [Point, Point],
  to: readonly [Point, Point],
  picture: Size,
  stage: Stage,
): Look {
  const spread = ([a, b]: readonly [Point, Point]) => Math.hypot(a.x - b.x, a.y - b.y)
  const middle = ([a, b]: readonly [Point, Point]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
  const [was, is] = [middle(from), middle(to)]
  const followed = moved(look, is.x - was.x, is.y - was.y, picture, stage)
  const factor = spread(from) < 1 ? 1 : spread(to) / spread(from)
  return nearer(followed, is, factor, picture, stage)
}

/** One pixel of the picture on one of the screen, about a point of the stage or its middle. */
export function actualLook(look: Look, picture: Size, stage: Stage, about?: Point): Look {
  const middle = { x: stage.width / 2, y: stage.height / 2 }
  return nearer(look, about ?? middle, 1 / shownScale(look, picture, stage), picture, stage)
}

/** What a double click does: from a whole picture to its own pixels (or plainly nearer) at that point, and back. */
export function toggled(look: Look, about: Point, picture: Size, stage: Stage): Look {
  if (isNearer(look)) return wholeLook
  const own = 1 / shownScale(look, picture, stage)
  return nearer(look, about, Math.max(own, 2), picture, stage)
}

function lookOf({ left, top, scale }: View, picture: Size, stage: Stage): Look {
  return settled(
    {
      zoom: scale / fitScale(picture, stage),
      x: (stage.width / 2 - left) / (picture.width * scale),
      y: (stage.height / 2 - top) / (picture.height * scale),
    },
    picture,
    stage,
  )
}

/**
 * Never smaller than fitted, but for a picture whose own pixels are fewer than the stage's. An edge of the picture
 * never leaves an empty strip: where it is smaller than the stage it stands in the middle.
 */
function settled({ zoom, x, y }: Look, picture: Size, stage: Stage): Look {
  const fit = fitScale(picture, stage)
  const own = 1 / (fit * stage.density)
  const within = Math.min(Math.max(1, own * mostEnlarged), Math.max(Math.min(1, own), zoom))
  const scale = fit * within
  const place = (share: number, length: number, room: number) => {
    const half = room / (2 * length * scale)
    return half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, share))
  }
  return {
    zoom: within,
    x: place(x, picture.width, stage.width),
    y: place(y, picture.height, stage.height),
  }
}
