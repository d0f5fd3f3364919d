/**
 * The gateway task ids in whatever a person has pasted: a list, a column, a line of a log. Between ids may stand
 * anything that no id contains. Every id stays text: as numbers, those of 17 digits would become others.
 */
export function readPastedIds(text: string): readonly string[] {
  const words = text.match(/[\w-]{1,200}/g) ?? []
  // A word without a digit is a word: "id", "task", the name of a column.
  const ids = words.filter((word) => /\d/.test(word) && word.length <= 64)
  return [...new Set(ids)]
}
