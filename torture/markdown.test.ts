import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { markdownTable, replaceBetween } from './markdown'

test('columns are as wide as what is widest in them, and no cell ends its row', () => {
  expect(markdownTable(['a', 'value'], [['x | y', '1\n2']])).toBe(
    '| a     | value |\n|-------|-------|\n| x / y | 1 2   |',
  )
})

const document = '# Figures\n\n<!-- bench -->\n\nold\n\n<!-- /bench -->\n\nWhy: by hand.\n'

test('only what stands between the marks is replaced', () => {
  const written = replaceBetween(document, 'bench', 'new $& table')
  expect(written).toBe(document.replace('old', () => 'new $& table'))
  expect(replaceBetween(written, 'bench', 'old')).toBe(document)
})

test('a document without the place, or with two of them, is left alone', () => {
  expect(() => replaceBetween(document, 'torture', 'new')).toThrow(/not one place/)
  expect(() => replaceBetween(document + document, 'bench', 'new')).toThrow(/not one place/)
  expect(() => replaceBetween('<!-- bench -->\nopen', 'bench', 'new')).toThrow(/not one place/)
})

test('the page of figures keeps a place for both tables', async () => {
  const page = await readFile(new URL('../docs/figures.md', import.meta.url), 'utf8')
  for (const name of ['bench', 'torture']) {
    expect(replaceBetween(page, name, 'a new table')).toContain(`<!-- ${name} -->\n\na new table`)
  }
})
