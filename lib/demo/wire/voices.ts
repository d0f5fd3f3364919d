import 'server-only'
/** The voices by name: the one list to extend for another gateway. */
import { createCrazyrouter } from './crazyrouter'
import { createCubicspaces } from './cubicspaces'
import { createModes } from './modes'
import { createNewApi } from './new-api'
import { createNovicezk } from './novicezk'
import { createPlus } from './plus'
import { createTrueai } from './trueai'
import type { Personality, Voice, WireOptions } from './wire'

const voices: Record<Personality, (options: WireOptions) => Voice> = {
  plus: createPlus,
  novicezk: createNovicezk,
  trueai: createTrueai,
  'new-api': createNewApi,
  crazyrouter: createCrazyrouter,
  modes: createModes,
  cubicspaces: createCubicspaces,
}

type NameTask = (ordinal: number, now: number, tail: number) => string

/** Ids in other forms than the time and three digits. */
export const taskNames: Partial<Record<Personality, NameTask>> = {
  crazyrouter: (_, now, tail) => `task_${now}${padded(tail)}`,
  // Seventeen digits as in seed 001: more than a double holds, and the answer has no quotes around them.
  modes: (_, now, tail) => `${now}${padded(tail)}7`,
  cubicspaces: (_, now, tail) => `mj-${now.toString(16)}-${padded(tail)}`,
}

const padded = (tail: number) => String(tail).padStart(3, '0')

export function createVoice(personality: Personality, options: WireOptions): Voice {
  return voices[personality](options)
}
