/** The flag that is being typed, and those it may become. */
import type { Model } from '@/lib/mj/models'
import { parameterNames, parameters, type ParameterName } from '@/lib/mj/params'

export type FlagToken = { from: number; to: number; typed: string }

/** The `--` before the caret with the letters behind it; null where none is being typed. */
export function flagTokenAt(text: string, caret: number): FlagToken | null {
  const match = /(?:^|[\s,，。])((?:--|—|－－)([a-z]*))$/i.exec(text.slice(0, caret))
  // In the middle of a word something else is being mended.
  if (!match || /^[\w-]/.test(text.slice(caret))) return null
  const [, token = '', typed = ''] = match
  return { from: caret - token.length, to: caret, typed: typed.toLowerCase() }
}

/** Parameters the model understands whose flag begins with what is typed; none once the only such flag is typed out. */
export function flagsFor(typed: string, model: Model): readonly ParameterName[] {
  const known = parameterNames.filter((name) => model.understands[name])
  const flags = (name: ParameterName): readonly string[] => parameters[name].flags
  if (typed !== '' && known.some((name) => flags(name).includes(typed))) {
    const longer = known.filter((name) => flags(name).some((flag) => isLonger(flag, typed)))
    return longer.length > 1 ? longer : []
  }
  return known.filter((name) => flags(name).some((flag) => flag.startsWith(typed)))
}

/** How a parameter is written by somebody who began like this: `--stylize` after `--st`, `--s` after `--`. */
export function flagFor(name: ParameterName, typed: string): string {
  const flags: readonly [string, ...string[]] = parameters[name].flags
  return flags.find((flag) => flag.startsWith(typed)) ?? flags[0]
}

function isLonger(flag: string, typed: string): boolean {
  return flag.startsWith(typed) && flag !== typed
}
