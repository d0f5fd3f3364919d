/**
 * The shape of a picture as one character, so that a wall of 400,000 travels as a string of that length. Shapes stand
 * on a logarithmic scale between the narrowest and the widest that are shown, less than 1 % apart from the truth.
 */
import { narrowestRatio, shownRatio, widestRatio } from './rows'

/** Printable, one UTF-16 unit each, and none that JSON would escape: the rest of ASCII, then Latin-1. */
const alphabet = [...charactersBetween(0x23, 0x7e), ...charactersBetween(0xa1, 0xff)]
  .filter((character) => character !== '\\' && character !== '\u00ad')
  .join('')

const steps = alphabet.length - 1
const span = Math.log(widestRatio / narrowestRatio)
const ratios = Array.from(alphabet, (_, step) => narrowestRatio * Math.exp((span * step) / steps))
const stepOf = new Map(Array.from(alphabet, (character, step) => [character, step]))

/** The character for a ratio of width to height; beyond what is shown, that of the outermost one. */
export function shapeOf(ratio: number): string {
  const along = Math.log(shownRatio(ratio) / narrowestRatio) / span
  return alphabet.charAt(Math.round(along * steps))
}

/** The ratio of width to height that a character stands for; a square for one that stands for none. */
export function ratioOfShape(shape: string): number {
  return ratios[stepOf.get(shape) ?? -1] ?? 1
}

/** The ratios of a month of the wall, in its order. */
export function ratiosOfShapes(shapes: string): Float32Array {
  const found = new Float32Array(shapes.length)
  for (let at = 0; at < shapes.length; at++) found[at] = ratioOfShape(shapes.charAt(at))
  return found
}

function charactersBetween(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, n) => String.fromCharCode(first + n))
}
