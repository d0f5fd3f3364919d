/** The keys of an open task beside those of its buttons: one table for what they do and for the list of keys. */

export const viewVerbs = [
  'favourite',
  'trash',
  'download',
  'compare',
  'family',
  'note',
  'info',
  'help',
] as const
export type ViewVerb = (typeof viewVerbs)[number]

export const viewKeys: Readonly<Record<ViewVerb, string>> = {
  favourite: 's',
  trash: 'x',
  download: 'd',
  compare: 'c',
  family: 'l',
  note: 'n',
  info: 'i',
  help: '?',
}

/** What a key means here; null for others. Shift and a letter mean something else. */
export function verbForKey({
  key,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey'>): ViewVerb | null {
  const verb = viewVerbs.find((one) => viewKeys[one] === key.toLowerCase()) ?? null
  return shiftKey && verb !== 'help' ? null : verb
}
