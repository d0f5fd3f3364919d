/** What is typed into the form of a person, read. */

export type PersonProblem =
  | { field: 'name'; words: 'invalidName' | 'nameTaken' }
  | { field: 'budget'; words: 'invalidBudget' }

const longestName = 60
const mostADay = 100_000

/** The name as it is kept, or null for none. */
export function readPersonName(text: string): string | null {
  const name = text.trim().replace(/\s+/g, ' ')
  return name === '' || name.length > longestName ? null : name
}

/** Submits a day; null without limit, undefined for what is no number. */
export function readBudget(text: string): number | null | undefined {
  const typed = text.replaceAll(/[\s,，]/g, '')
  if (typed === '') return null
  const budget = Number(typed)
  return /^\d+$/.test(typed) && budget <= mostADay ? budget : undefined
}
