/** The table that people read, and the summary that programs read. */
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
  const rows = verdicts.flatMap(rowsOf)
  const head = ['scenario', 'what is counted', 'target', 'seen', '']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

function rowsOf(verdict: Verdict): readonly (readonly string[])[] {
  const { scenario, checks, fault, seconds } = verdict
  const title = `${scenario} (${Math.round(seconds)} s)`
  const rows = checks.map((check) => [check.what, check.target, check.seen, wordOf(check)])
  if (fault !== null) rows.push(['it came to its end', 'yes', cell(fault), 'MISSED'])
  return rows.map((row, n) => [n === 0 ? title : '', ...row])
}

function wordOf({ isMet, isTold = false }: Check): string {
  if (isTold) return 'told'
  return isMet ? 'met' : 'MISSED'
}

function cell(text: string): string {
  return text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').slice(0, 160)
}
