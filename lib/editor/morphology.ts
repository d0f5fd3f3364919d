/** Growing, shrinking and softening what is painted. */
import { type Box, growBox } from './geometry'
import { type Mask, threshold, type Touch } from './mask'
import { createTally, readBox, writeBox } from './tiles'

/** Both look at squares of this side, or of their reach: where nothing borders on anything there is little to do. */
const leastSide = 128

function* squaresOf(box: Box, reach: number): Generator<Box> {
  const side = Math.max(leastSide, reach)
  const [right, bottom] = [box.x + box.width, box.y + box.height]
  for (let y = box.y; y < bottom; y += side) {
    for (let x = box.x; x < right; x += side) {
      yield { x, y, width: Math.min(side, right - x), height: Math.min(side, bottom - y) }
    }
  }
}

/**
 * Grows what is painted by a disc of `by` pixels, or shrinks it by `-by`. Edges become hard. The world beyond the
 * picture counts as painted when shrinking, so that a mask at the border stays there.
 */
export function grow(mask: Mask, by: number, touch: Touch): void {
  const bounds = createTally(mask).bounds()
  if (bounds === null || by === 0) return
  const box = growBox(bounds, by > 0 ? Math.ceil(by) : 1, mask)
  const before = { ...mask, data: mask.data.slice() }
  touch(box)
  for (const square of squaresOf(box, Math.abs(by))) {
    writeBox(mask, square, grownSquare(before, square, by))
  }
}

function grownSquare(before: Mask, square: Box, by: number): Uint8Array {
  const reach = Math.ceil(Math.abs(by))
  const area = growBox(square, reach, before)
  const bytes = new Uint8Array(square.width * square.height)
  const painted = paintedIn(before, area)
  if (painted === 0) return bytes
  if (painted === area.width * area.height) return bytes.fill(255)
  const isGrowing = by > 0
  const distances = distancesTo(before, area, isGrowing)
  for (let row = 0, to = 0; row < square.height; row++) {
    let at = (square.y - area.y + row) * area.width + square.x - area.x
    for (const end = to + square.width; to < end; to++, at++) {
      const isNear = distances[at]! <= by * by
      bytes[to] = isNear === isGrowing ? 255 : 0
    }
  }
  return bytes
}

function paintedIn({ data, width }: Mask, box: Box): number {
  let painted = 0
  for (let y = box.y; y < box.y + box.height; y++) {
    const start = y * width + box.x
    for (let at = start; at < start + box.width; at++) if (data[at]! >= threshold) painted++
  }
  return painted
}

/**
 * Squared distance in pixels from every pixel of the box to the nearest one that is painted (or not painted),
 * exact, in two passes over rows and columns: A. Meijster, J. Roerdink, W. Hesselink, "A general algorithm for
 * computing distance transforms in linear time" (2000).
 */
export function distancesTo(mask: Mask, box: Box, toPainted: boolean): Int32Array {
  const { width, height } = box
  const columns = columnDistances(mask, box, toPainted)
  const distances = new Int32Array(width * height)
  const sites = new Int32Array(width)
  const starts = new Int32Array(width)
  for (let row = 0; row < height; row++) {
    const g = columns.subarray(row * width, (row + 1) * width)
    const cost = (x: number, site: number) => (x - site) * (x - site) + g[site]! * g[site]!
    /** From where on `b`, right of `a`, is the nearer site. */
    const border = (a: number, b: number) =>
      Math.floor((b * b - a * a + g[b]! * g[b]! - g[a]! * g[a]!) / (2 * (b - a)))
    let top = 0
    sites[0] = 0
    starts[0] = 0
    for (let x = 1; x < width; x++) {
      while (top >= 0 && cost(starts[top]!, sites[top]!) > cost(starts[top]!, x)) top--
      if (top < 0) {
        top = 0
        sites[0] = x
      } else {
        const start = 1 + border(sites[top]!, x)
        if (start < width) {
          top++
          sites[top] = x
          starts[top] = start
        }
      }
    }
    for (let x = width - 1; x >= 0; x--) {
      distances[row * width + x] = cost(x, sites[top]!)
      if (x === starts[top]!) top--
    }
  }
  return distances
}

/** Distance within its column. A column without a site is farther than any side of a picture is long. */
function columnDistances(mask: Mask, box: Box, toPainted: boolean): Int32Array {
  const { width, height } = box
  const none = mask.width + mask.height
  const distances = new Int32Array(width * height)
  for (let column = 0; column < width; column++) {
    let distance = none
    for (let row = 0; row < height; row++) {
      const value = mask.data[(box.y + row) * mask.width + box.x + column]!
      distance = value >= threshold === toPainted ? 0 : Math.min(none, distance + 1)
      distances[row * width + column] = distance
    }
    for (let row = height - 2; row >= 0; row--) {
      const below = distances[(row + 1) * width + column]! + 1
      const at = row * width + column
      if (below < distances[at]!) distances[at] = below
    }
  }
  return distances
}

/**
 * Softens edges over about `radius` pixels on both sides: three box blurs, which come within three percent of a
 * Gaussian. Beyond the picture the border pixels go on.
 */
export function feather(mask: Mask, radius: number, touch: Touch): void {
  if (radius <= 0) return
  const bounds = softBounds(mask)
  if (bounds === null) return
  // Three boxes of half-width h have the spread of a Gaussian whose sigma is half the radius.
  const half = Math.max(1, Math.round(radius / 2))
  const reach = 3 * half
  const box = growBox(bounds, reach, mask)
  const before = { ...mask, data: mask.data.slice() }
  touch(box)
  for (const square of squaresOf(box, reach)) {
    const area = growBox(square, reach, mask)
    const part = { width: area.width, height: area.height, data: readBox(before, area) }
    if (part.data.every((value) => value === part.data[0])) continue
    blur(part, half)
    const within = { ...square, x: square.x - area.x, y: square.y - area.y }
    writeBox(mask, square, readBox(part, within))
  }
}

function blur(part: Mask, half: number): void {
  const { width, height } = part
  for (let pass = 0; pass < 3; pass++) {
    blurLines(part, height, width, 1, width, half)
    blurLines(part, width, height, width, 1, half)
  }
}

/** `lines` lines of `length` pixels, each blurred by a sliding sum. */
function blurLines(
  { data }: Mask,
  lines: number,
  length: number,
  step: number,
  lineStep: number,
  half: number,
): void {
  const line = new Uint8Array(length)
  const size = 2 * half + 1
  for (let n = 0; n < lines; n++) {
    const first = n * lineStep
    for (let i = 0, at = first; i < length; i++, at += step) line[i] = data[at]!
    const at = (i: number) => line[i < 0 ? 0 : i >= length ? length - 1 : i]!
    let sum = 0
    for (let i = -half; i <= half; i++) sum += at(i)
    for (let i = 0, to = first; i < length; i++, to += step) {
      data[to] = Math.round(sum / size)
      sum += at(i + half + 1) - at(i - half)
    }
  }
}

/** The box around everything that is not plainly kept. */
function softBounds(mask: Mask): Box | null {
  let [left, top, right, bottom] = [mask.width, mask.height, 0, 0]
  for (let y = 0; y < mask.height; y++) {
    const row = mask.data.subarray(y * mask.width, (y + 1) * mask.width)
    const first = row.findIndex((value) => value !== 0)
    if (first < 0) continue
    const last = row.findLastIndex((value) => value !== 0)
    left = Math.min(left, first)
    right = Math.max(right, last + 1)
    top = Math.min(top, y)
    bottom = y + 1
  }
  return right === 0 ? null : { x: left, y: top, width: right - left, height: bottom - top }
}
