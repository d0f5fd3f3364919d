import { expect, test } from 'vitest'
import { row } from './figure'
import { completed, formatValue, type Report, reportText, summary, type Taken } from './report'

const machine = {
  cores: 2,
  processor: 'AMD EPYC',
  memoryGb: 24,
  system: 'linux x64',
  node: 'v20.20.2',
  chromium: '156.0',
}

const quiet: Taken = {
  figure: 'first-load',
  rows: [
    row('JavaScript', 178.5, 'kB', { reference: { what: 'a bare page', value: 136 }, goal: 180 }),
    row('usable', 1052, 'ms', { goal: 900 }),
  ],
  fault: null,
  seconds: 12.6,
  loads: [0.2, 0.9],
}

const broken: Taken = {
  figure: 'mask',
  rows: [],
  fault: 'Error: no browser\n    at launch | there',
  seconds: 1,
  loads: [0.9, 1.6],
}

const reportOf = (...taken: Taken[]): Report => ({
  machine,
  at: '2026-11-28T22:15:09.000Z',
  isShort: false,
  taken,
})

const linesOf = (text: string) => text.split('\n').map((line) => line.replaceAll(/ +/g, ' '))

test('a row shows its value, what is beside it, the ratio and the verdict', () => {
  const lines = linesOf(reportText(reportOf(quiet)))
  expect(lines).toContain(
    '| first-load (13 s) | JavaScript | 179 kB | 136 kB, a bare page | × 1.31 | at most 180 kB | met |',
  )
  expect(lines).toContain('| | usable | 1,052 ms | | | at most 900 ms | MISSED |')
})

test('the machine is told with its load before and after', () => {
  const [facts] = linesOf(reportText(reportOf(quiet)))
  expect(facts).toBe(
    '2026-11-28 22:15 UTC; 2 cores (AMD EPYC, linux x64), 24 GB; node 20.20.2, Chromium 156.0; ' +
      'load by core 0.20 before and 0.90 after.',
  )
})

test('a figure under load is marked, and one that fell over stays in the table', () => {
  const lines = linesOf(reportText(reportOf(quiet, broken)))
  expect(lines).toContain(
    '| mask (1 s, busy) | Error: no browser at launch / there | | | | | FAULT |',
  )
  expect(lines.some((line) => line.includes('first-load') && line.includes('busy'))).toBe(false)
})

test('a short run says of itself that it is no figure', () => {
  expect(reportText({ ...reportOf(quiet), isShort: true })).toContain('**short: no figures**')
})

test('the last line counts goals and faults', () => {
  expect(summary([quiet, broken])).toBe('2 rows; goals: 1 met, 1 missed; faults: 1')
})

test('values are told in three digits, counts in full', () => {
  const told = [40_329, 1234.5, 99.96, 3.14159, 0.0872, 0.00123, 0, Number.NaN].map(formatValue)
  expect(told).toEqual(['40,329', '1,235', '100', '3.14', '0.087', '0.0012', '0', 'nothing'])
})

test('one figure taken anew takes the place of what it was, and the others stay', () => {
  const mended: Taken = { ...broken, rows: [row('stroke', 6, 'ms')], fault: null }
  const whole = completed(reportOf(quiet, broken), reportOf(mended), ['mask', 'first-load'])
  expect(whole.taken).toEqual([mended, quiet])
  expect(completed(null, reportOf(mended), ['mask', 'first-load']).taken).toEqual([mended])
})
