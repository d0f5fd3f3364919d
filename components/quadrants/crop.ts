/** How a part of a composite is shown from the composite's own small webp: percentages and a srcset, no pixels. */
import { imagePath, pictureSizes } from '@/lib/mj/task'
import type { Box, Picture, PictureSize } from '@/lib/mj/task'

type Size = { width: number; height: number }

/**
 * Where the whole picture lies inside a frame that shows only `box`: to be set on an absolutely placed image.
 * Everything is in percent of the frame, so the frame may have any size as long as it keeps the box's aspect.
 */
export function cropStyle(picture: Size, box: Box) {
  return {
    width: percent(picture.width / box.width),
    height: percent(picture.height / box.height),
    left: percent(-box.x / box.width),
    top: percent(-box.y / box.height),
  }
}

/**
 * The webp files of a picture by their real widths: `size` is the long edge, and none is larger than the picture.
 * Those beyond `largest` are left out.
 */
export function pictureSources(
  picture: Pick<Picture, 'id'> & Size,
  largest: PictureSize = 1024,
): string {
  const longEdge = Math.max(picture.width, picture.height)
  const widthOf = (size: number) =>
    Math.max(1, Math.round((Math.min(size, longEdge) * picture.width) / longEdge))
  return pictureSizes
    .filter((size) => size <= largest)
    .map((size) => `${imagePath(picture.id, size)} ${widthOf(size)}w`)
    .join(', ')
}

function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4}%`
}

/**
 * Drawn a little larger around its own middle, a part hides the hair of its neighbours that a browser lets in at
 * the edges where pixels do not come out whole.
 */
export function bleedStyle(picture: Size, box: Box) {
  if (box.width === picture.width && box.height === picture.height) return {}
  const middle = `${percent((box.x + box.width / 2) / picture.width)} ${percent((box.y + box.height / 2) / picture.height)}`
  return { transform: 'scale(1.008)', transformOrigin: middle }
}

/** The same part as `cropStyle`, of a background image. */
export function cropBackground(picture: Size, box: Box) {
  return {
    backgroundSize: `${percent(picture.width / box.width)} ${percent(picture.height / box.height)}`,
    backgroundPosition: `${share(box.x, picture.width - box.width)} ${share(box.y, picture.height - box.height)}`,
  }
}

/** CSS measures background positions in percent of what sticks out, which may be nothing. */
function share(offset: number, room: number): string {
  return room === 0 ? '0%' : percent(offset / room)
}
