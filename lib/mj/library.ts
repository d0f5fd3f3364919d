/**
 * What the library shows. Its unit is the frame: a kept picture, or one quadrant of a grid, since a grid is four
 * pictures to whoever made it. Months are the studio's own ('2026-11', by the clock of the machine it runs on).
 */
import type { Person, Picture, Verb } from './task'

/** One tile of the wall. */
export type LibraryFrame = {
  /** The picture's id, with `-1` to `-4` behind it for a quadrant. */
  id: string
  taskId: string
  picture: Picture
  /** 1 to 4 of a grid; null for a picture that stands alone. */
  quadrant: number | null
  /** The person's own text, for a name and a tooltip. */
  prompt: string
  verb: Verb
  createdAt: number
  isFavourite: boolean
  /** Chosen when culling. */
  isKept: boolean
  /** Since when it lies in the trash. */
  trashedAt: number | null
  /** Made by the studio: the parent's own pixels around a region's result. */
  isPasted: boolean
  /** The film that this picture stands for. */
  videoId: string | null
  /** Everybody who uses the studio may see it. */
  isShared: boolean
  /** Who shares it; null where it is the viewer's own. What another has marked it with is not told. */
  owner: Person | null
}

/**
 * The wall of all frames that a search finds, without their details: enough to lay it out whole. `shapes` holds one
 * character a frame, newest first (lib/gallery/shapes.ts). A collection in its own order is one month with no name.
 */
export type LibraryWall = {
  /** The sequence this is true for. */
  seq: number
  total: number
  months: readonly { name: string; count: number; shapes: string }[]
}

/** Frames by name, or all that a search finds but some. */
export type FrameSelection =
  | { ids: readonly string[] }
  | { query: string; except: readonly string[] }

/** What can be done to frames, however many. Members that are missing stay as they are. */
export type FrameMarks = { favourite?: boolean; kept?: boolean; trashed?: boolean }

export type Collection = {
  id: string
  name: string
  count: number
  /** Up to four, for a cover. */
  cover: readonly LibraryFrame[]
  createdAt: number
}

export type SavedSearch = { id: string; name: string; query: string; count: number }

/**
 * A way to go on typing: what to put in place of the last word of the search, and how many tasks it finds; frames where
 * it speaks of frames (`is:favourite`, `in:…`), 0 where more has to be typed (`before:`).
 */
export type SearchSuggestion = { text: string; kind: 'word' | 'filter'; count: number }

/** How long the trash keeps what was thrown away. */
export const trashDays = 30
