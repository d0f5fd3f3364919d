/** What differs between two pictures of one size, pixel by pixel. Pixels are RGBA, four bytes each. */

export type DifferenceLook = 'light' | 'heat'

/**
 * Writes the difference into `out`: of each colour by itself times `gain` (`light`), or of the greatest of the three
 * as a colour from black through red and yellow to white (`heat`). Returns the share of pixels in which any colour
 * differs by more than `noise` levels, so that what a JPEG does to a flat sky is not counted.
 */
export function difference(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  out: Uint8ClampedArray,
  { gain, look, noise = 8 }: { gain: number; look: DifferenceLook; noise?: number },
): number {
  let differing = 0
  for (let at = 0; at < out.length; at += 4) {
    const red = Math.abs(a[at]! - b[at]!)
    const green = Math.abs(a[at + 1]! - b[at + 1]!)
    const blue = Math.abs(a[at + 2]! - b[at + 2]!)
    const most = Math.max(red, green, blue)
    if (most > noise) differing += 1
    if (look === 'heat') {
      const heat = most * gain * 3
      out[at] = heat
      out[at + 1] = heat - 255
      out[at + 2] = heat - 510
    } else {
      out[at] = red * gain
      out[at + 1] = green * gain
      out[at + 2] = blue * gain
    }
    out[at + 3] = 255
  }
  return out.length === 0 ? 0 : differing / (out.length / 4)
}
