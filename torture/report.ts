/** The table that people read, and the summary that programs read. */
import { markdownTable } from './markdown'
import type { Check } from './scenario'

export type Verdict = {
  scenario: string
  checks: readonly Check[]
  /** What stopped it before its end; null when nothing did. */
  fault: string | null
  seconds: number
}

export function isPassed({ checks, fault }: Verdict): boolean {
  return fault === null && checks.length > 0 && checks.every(({ isMet }) => isMet)
}

/** One block a scenario, one line a check, as Markdown, so that it can be kept as it was printed. */
export function table(verdicts: readonly Verdict[]): string {
  const head = ['scenario', 'what is counted', 'target', 'seen', '']
  return markdownTable(head, verdicts.flatMap(rowsOf))
}

/** What a reader has to know of a table that is kept. */
export function tableHeading(at: Date, seed: number, verdicts: readonly Verdict[]): string {
  const passed = verdicts.filter(isPassed).length
  const when = at.toISOString().slice(0, 16).replace('T', ' ')
  return `${when} UTC; seed ${seed}; ${passed} of ${verdicts.length} scenarios passed.`
}

function rowsOf(verdict: Verdict): readonly (readonly string[])[] {
  const { scenario, checks, fault, seconds } = verdict
  const title = `${scenario} (${Math.round(seconds)} s)`
  const rows = checks.map((check) => [check.what, check.target, check.seen, wordOf(check)])
  if (fault !== null) rows.push(['it came to its end', 'yes', fault, 'MISSED'])
  return rows.map((row, n) => [n === 0 ? title : '', ...row])
}

function wordOf({ isMet, isTold = false }: Check): string {
  if (isTold) return 'told'
  return isMet ? 'met' : 'MISSED'
}
