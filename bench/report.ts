/** The table that people read. */
import { markdownTable } from '../torture/markdown'
import type { Row } from './figure'
import { isBusy, type Machine } from './machine'

export type Taken = {
  figure: string
  rows: readonly Row[]
  /** What kept it from its end; null when nothing did. */
  fault: string | null
  seconds: number
  /** Load by core before and after. */
  loads: readonly [number, number]
}

export type Report = {
  machine: Machine
  /** ISO, UTC. */
  at: string
  isShort: boolean
  taken: readonly Taken[]
}

/** Figures taken before with those taken anew among them, in their order; those alone where there is nothing before. */
export function completed(before: Report | null, anew: Report, names: readonly string[]): Report {
  const all = [...anew.taken, ...(before?.taken ?? [])]
  const taken = names.flatMap((name) => all.find(({ figure }) => figure === name) ?? [])
  return { ...anew, taken }
}

const head = ['figure', 'what', 'seen', 'beside it', 'ratio', 'goal', ''] as const

/** The machine in one sentence, and one line for each row. */
export function reportText({ machine, at, isShort, taken }: Report): string {
  const { cores, processor, memoryGb, system, node, chromium } = machine
  const loads = taken.flatMap((one) => one.loads)
  const facts = [
    `${at.slice(0, 16).replace('T', ' ')} UTC${isShort ? ', **short: no figures**' : ''}`,
    `${cores} cores (${processor}, ${system}), ${memoryGb} GB`,
    `node ${node.slice(1)}, Chromium ${chromium}`,
    `load by core ${fixed(loads.at(0) ?? 0)} before and ${fixed(loads.at(-1) ?? 0)} after`,
  ]
  return `${facts.join('; ')}.\n\n${markdownTable(head, taken.flatMap(linesOf))}`
}

export function summary(taken: readonly Taken[]): string {
  const rows = taken.flatMap((one) => one.rows)
  const met = rows.filter((row) => row.isMet === true).length
  const missed = rows.filter((row) => row.isMet === false).length
  const faults = taken.filter((one) => one.fault !== null).length
  return `${rows.length} rows; goals: ${met} met, ${missed} missed; faults: ${faults}`
}

function linesOf(taken: Taken): readonly (readonly string[])[] {
  const busy = isBusy(taken.loads) ? ', busy' : ''
  const title = `${taken.figure} (${Math.round(taken.seconds)} s${busy})`
  const lines = taken.rows.map(lineOf)
  if (taken.fault !== null) lines.push([taken.fault, '', '', '', '', 'FAULT'])
  return lines.map((line, n) => [n === 0 ? title : '', ...line])
}

function lineOf(row: Row): string[] {
  const unit = row.unit === '' ? '' : ` ${row.unit}`
  const { reference, ratio, goal } = row
  return [
    row.name,
    `${formatValue(row.value)}${unit}`,
    reference === null ? '' : `${formatValue(reference.value)}${unit}, ${reference.what}`,
    ratio === null ? '' : formatRatio(ratio),
    goal === null ? '' : `at most ${formatValue(goal)}${unit}`,
    row.isMet === null ? '' : row.isMet ? 'met' : 'MISSED',
  ]
}

/** Three digits tell all that a measurement knows; counts are told in full. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return 'nothing'
  if (Number.isInteger(value) || Math.abs(value) >= 100) {
    return Math.round(value).toLocaleString('en')
  }
  return String(Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3)))
}

function formatRatio(ratio: number): string {
  return `× ${formatValue(ratio)}`
}

function fixed(value: number): string {
  return value.toFixed(2)
}
