/**
 * The parameters a prompt may carry: how each is spelt and what its value looks like. What a value may be depends
 * on the model and is told in `models.ts`; how a prompt is read is told in `prompt.ts`.
 */

/**
 * `optional` values may be missing. A `list` runs to the next flag; `references` are URLs, numbers or the word
 * `random`, each with an optional `::weight`; `codes` are personalization codes.
 */
export type ValueSyntax =
  | 'none'
  | 'number'
  | 'optional-number'
  | 'ratio'
  | 'word'
  | 'list'
  | 'references'
  | 'codes'

type ParameterSyntax = { flags: readonly [string, ...string[]]; value: ValueSyntax }

/** The first flag of each is the one we write; the others are read as well. */
export const parameters = {
  ratio: { flags: ['ar', 'aspect'], value: 'ratio' },
  version: { flags: ['v', 'version'], value: 'number' },
  niji: { flags: ['niji'], value: 'optional-number' },
  stylize: { flags: ['s', 'stylize'], value: 'number' },
  chaos: { flags: ['c', 'chaos'], value: 'number' },
  weird: { flags: ['w', 'weird'], value: 'number' },
  exp: { flags: ['exp'], value: 'number' },
  raw: { flags: ['raw'], value: 'none' },
  style: { flags: ['style'], value: 'word' },
  no: { flags: ['no'], value: 'list' },
  seed: { flags: ['seed'], value: 'number' },
  tile: { flags: ['tile'], value: 'none' },
  quality: { flags: ['q', 'quality'], value: 'number' },
  stop: { flags: ['stop'], value: 'number' },
  imageWeight: { flags: ['iw'], value: 'number' },
  styleReference: { flags: ['sref'], value: 'references' },
  styleWeight: { flags: ['sw'], value: 'number' },
  styleVersion: { flags: ['sv'], value: 'number' },
  characterReference: { flags: ['cref'], value: 'references' },
  characterWeight: { flags: ['cw'], value: 'number' },
  omniReference: { flags: ['oref'], value: 'references' },
  omniWeight: { flags: ['ow'], value: 'number' },
  profile: { flags: ['p', 'profile'], value: 'codes' },
  repeat: { flags: ['repeat', 'r'], value: 'number' },
  relax: { flags: ['relax'], value: 'none' },
  fast: { flags: ['fast'], value: 'none' },
  turbo: { flags: ['turbo'], value: 'none' },
  draft: { flags: ['draft'], value: 'none' },
  hd: { flags: ['hd'], value: 'none' },
  zoom: { flags: ['zoom'], value: 'number' },
  video: { flags: ['video'], value: 'none' },
  motion: { flags: ['motion'], value: 'word' },
  batch: { flags: ['bs'], value: 'number' },
} as const satisfies Record<string, ParameterSyntax>

export type ParameterName = keyof typeof parameters

export const parameterNames = Object.keys(parameters) as ParameterName[]

const nameByFlag: ReadonlyMap<string, ParameterName> = new Map(
  parameterNames.flatMap((name) => parameters[name].flags.map((flag) => [flag, name] as const)),
)

/** The parameter a flag stands for, whatever its case; null for a flag we do not know. */
export function parameterOf(flag: string): ParameterName | null {
  return nameByFlag.get(flag.toLowerCase()) ?? null
}

/** One parameter by itself, as we spell it: `--ar 3:2`. */
export function formatParameter(name: ParameterName, value: string): string {
  const flag = `--${parameters[name].flags[0]}`
  return value === '' ? flag : `${flag} ${value}`
}

/** Parameters of which a prompt means one: a new one takes the place of the others. */
const exclusive: readonly (readonly ParameterName[])[] = [
  ['version', 'niji'],
  ['raw', 'style'],
  ['relax', 'fast', 'turbo'],
]

/** The parameters that a prompt cannot hold beside `name`, with `name` itself. */
export function rivalsOf(name: ParameterName): readonly ParameterName[] {
  return exclusive.find((names) => names.includes(name)) ?? [name]
}
