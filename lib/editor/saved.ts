/**
 * A mask as it is kept with its task and in the browser: commands, not pixels, so that one can come back and
 * adjust. Read with distrust: it may come from another version, another studio or a hand.
 */
import type { MaskCommand } from './commands'
import type { Size } from './geometry'
import { longestSide, modes } from './mask'
import { type Packed, unpack } from './tiles'

export type MaskDocument = Size & { version: 1; commands: readonly MaskCommand[] }

/** More than a long day's strokes; beyond it something is wrong with the text. */
const mostCommands = 20_000
const mostNumbers = 200_000

export function writeDocument({ width, height }: Size, commands: readonly MaskCommand[]): string {
  return JSON.stringify({
    version: 1,
    width,
    height,
    commands: commands.map((command) =>
      command.kind === 'bitmap'
        ? { kind: 'bitmap', runs: command.packed.runs, bytes: toBase64(command.packed.bytes) }
        : command,
    ),
  })
}

/** Null for whatever is not a document of ours, whole. */
export function readDocument(text: string): MaskDocument | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['commands'])) return null
    const width = side(value['width'])
    const height = side(value['height'])
    if (value['commands'].length > mostCommands) return null
    const commands = value['commands'].map((command) => readCommand(command, width * height))
    return { version: 1, width, height, commands }
  } catch {
    // Not JSON, or something in it is not what it should be: told by null.
    return null
  }
}

/** Throws on anything unexpected. */
function readCommand(value: unknown, pixels: number): MaskCommand {
  if (!isRecord(value)) throw new TypeError('not a command')
  const { kind } = value
  switch (kind) {
    case 'stroke':
      return {
        kind,
        mode: mode(value['mode']),
        hardness: number(value['hardness'], 0, 1),
        points: numbers(value['points'], 3),
      }
    case 'lasso':
      return { kind, mode: mode(value['mode']), points: numbers(value['points'], 2) }
    case 'rectangle':
    case 'ellipse':
      return { kind, mode: mode(value['mode']), area: area(value['area']) }
    case 'wand':
      return {
        kind,
        mode: mode(value['mode']),
        x: coordinate(value['x']),
        y: coordinate(value['y']),
        tolerance: number(value['tolerance'], 0, 100),
        contiguous: value['contiguous'] === true,
      }
    case 'invert':
    case 'all':
    case 'none':
      return { kind }
    case 'grow':
      return { kind, by: number(value['by'], -longestSide, longestSide) }
    case 'feather':
      return { kind, radius: number(value['radius'], 0, longestSide) }
    case 'bitmap':
      return { kind, packed: packed(value, pixels) }
    default:
      throw new TypeError('an unknown command')
  }
}

function packed(value: Record<string, unknown>, pixels: number): Packed {
  if (typeof value['bytes'] !== 'string') throw new TypeError('no bytes')
  const read = { runs: value['runs'] === true, bytes: fromBase64(value['bytes']) }
  unpack(read, pixels)
  return read
}

function area(value: unknown) {
  if (!isRecord(value)) throw new TypeError('not a box')
  return {
    x: coordinate(value['x']),
    y: coordinate(value['y']),
    width: number(value['width'], 0, 1e6),
    height: number(value['height'], 0, 1e6),
  }
}

const side = (value: unknown) => {
  const length = number(value, 1, longestSide)
  if (!Number.isInteger(length)) throw new TypeError('not a whole number')
  return length
}

const mode = (value: unknown) => {
  const known = modes.find((name) => name === value)
  if (!known) throw new TypeError('an unknown mode')
  return known
}

/** Strokes may leave the picture, though not the world. */
const coordinate = (value: unknown) => number(value, -1e6, 1e6)

function number(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw new TypeError('a number out of range')
  }
  return value
}

function numbers(value: unknown, by: number): readonly number[] {
  if (!Array.isArray(value) || value.length % by !== 0 || value.length > mostNumbers) {
    throw new TypeError('not a list of points')
  }
  return value.map(coordinate)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In pieces: the arguments of a call are limited.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(text)
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
