import 'server-only'
/** The voices by name: the one list to extend for another gateway. */
import { createNovicezk } from './novicezk'
import { createPlus } from './plus'
import type { Personality, Voice, WireOptions } from './wire'

const voices: Record<Personality, (options: WireOptions) => Voice> = {
  plus: createPlus,
  novicezk: createNovicezk,
}

type NameTask = (ordinal: number, now: number, tail: number) => string

/** Ids in other forms than the time and three digits. */
export const taskNames: Partial<Record<Personality, NameTask>> = {}

export function createVoice(personality: Personality, options: WireOptions): Voice {
  return voices[personality](options)
}
