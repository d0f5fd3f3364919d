import 'server-only'
/** What verify prints: for people, and for other programs. */
import { counted } from './counted'
import type { BlobUse } from './named-blobs'
import type { Finding, Report } from './verify'
import type { Healed, Outcome } from './verify-heal'

export type Told = {
  report: Report
  /** Empty where nobody asked for healing. */
  healed: readonly Healed[]
  /** Orphans that were deleted. */
  deleted: ReadonlySet<string>
  ms: number
}

/** True where nothing is wrong any more. Litter and what was given up before are no news. */
export function isWell({ report, healed }: Told): boolean {
  const mended = new Set(
    healed.flatMap(({ finding, outcome }) => (outcome.type === 'mended' ? [finding] : [])),
  )
  return report.findings.every(
    (finding) => finding.kind === 'orphaned' || finding.kind === 'gone' || mended.has(finding),
  )
}

export function toldAsJson(told: Told): unknown {
  const { report, ms } = told
  return {
    ok: isWell(told),
    ms,
    named: report.named,
    readBytes: report.readBytes,
    counts: report.counts,
    findings: report.findings.map((finding) => ({
      ...finding,
      outcome: outcomeOf(told, finding) ?? null,
    })),
  }
}

export function toldAsText(told: Told): string {
  const { report, ms } = told
  const { counts, findings } = report
  const seconds = Math.max(1, Math.round(ms / 1000))
  const head = [
    `Read ${counted(report.named, 'file')} that the studio knows of, ${bytes(report.readBytes)}, in ${seconds} s.`,
    `The store holds ${counted(counts.files, 'file')}, smaller sizes included, ${bytes(counts.bytes)}.`,
  ]
  if (findings.length === 0) return [...head, 'All of them are what they should be.'].join('\n')
  const lines = findings.map((finding) => line(told, finding))
  return [...head, '', ...lines, '', ...advice(told)].join('\n')
}

const words: Readonly<Record<Finding['kind'], string>> = {
  missing: 'missing',
  damaged: 'damaged',
  underived: 'no sizes',
  gone: 'gone',
  orphaned: 'orphaned',
}

function line(told: Told, finding: Finding): string {
  const outcome = outcomeOf(told, finding)
  const after = outcome === undefined ? '' : `  -> ${outcomeWords(outcome)}`
  return `${words[finding.kind].padEnd(9)} ${finding.sha256}  ${about(finding)}${after}`
}

function about(finding: Finding): string {
  if (finding.kind === 'orphaned') {
    const since = new Date(finding.modifiedAt).toISOString().slice(0, 10)
    return `${counted(finding.files, 'file')}, ${bytes(finding.sizeBytes)}, since ${since}`
  }
  return [...new Set(finding.uses.map(useWords))].join(', ')
}

function useWords(use: BlobUse): string {
  switch (use.kind) {
    case 'picture':
      return `${use.isPasted ? 'pasted back in' : 'picture of'} ${use.taskId}`
    case 'film':
      return `film of ${use.taskId}`
    case 'reference':
      return 'a picture that was brought along'
    case 'request':
      return `sent with ${use.taskId}`
  }
}

type ToldOutcome = Outcome | { type: 'deleted' }

function outcomeOf({ healed, deleted }: Told, finding: Finding): ToldOutcome | undefined {
  if (finding.kind === 'orphaned' && deleted.has(finding.sha256)) return { type: 'deleted' }
  return healed.find((one) => one.finding === finding)?.outcome
}

function outcomeWords(outcome: ToldOutcome): string {
  switch (outcome.type) {
    case 'mended':
      return outcome.how
    case 'queued':
      return 'will be fetched again'
    case 'gone':
      return `gone: ${outcome.reason}`
    case 'deleted':
      return 'deleted'
  }
}

function advice(told: Told): readonly string[] {
  const { findings } = told.report
  const has = (...kinds: Finding['kind'][]) => findings.some(({ kind }) => kinds.includes(kind))
  const sentences: string[] = []
  if (told.healed.length === 0 && has('missing', 'damaged', 'underived')) {
    sentences.push('npm run verify -- --heal mends what can be mended.')
  }
  if (has('gone')) {
    sentences.push(
      'What is gone was given up before; --heal --from <backup> brings it back from a backup.',
    )
  }
  if (has('orphaned') && told.deleted.size === 0) {
    sentences.push(
      'Orphans are files that nothing names, left by a crash between file and row or replaced since. They do no harm;',
      'npm run verify -- --delete-orphans deletes them while the studio is stopped.',
    )
  }
  return sentences
}

/** In thousands, as disks are sold. */
export function bytes(n: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, n < 1000 ? 0 : Math.floor(Math.log10(n) / 3))
  return `${(n / 1000 ** power).toLocaleString('en', { maximumFractionDigits: power === 0 ? 0 : 1 })} ${units[power]}`
}
