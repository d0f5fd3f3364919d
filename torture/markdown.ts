/** Tables as Markdown, and the place in a document where the latest one is kept. */
import { readFile, writeFile } from 'node:fs/promises'

/** Padded, so that it can be read as it is printed. What stands in a cell may not end it. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map((row) => row.map(cellOf))
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]!.length)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(head), rule, ...cells.map(line)].join('\n')
}

function cellOf(text: string): string {
  return text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').slice(0, 160)
}

/**
 * Puts `text` between `<!-- name -->` and `<!-- /name -->`, in place of what stood there, and leaves the rest of the
 * document as it is. Throws where there is no such place, or more than one.
 */
export function replaceBetween(document: string, name: string, text: string): string {
  const [before, ...inside] = document.split(`<!-- ${name} -->`)
  const [, ...after] = (inside[0] ?? '').split(`<!-- /${name} -->`)
  if (inside.length !== 1 || after.length !== 1) {
    throw new Error(`there is not one place between <!-- ${name} --> and <!-- /${name} -->`)
  }
  return `${before}<!-- ${name} -->\n\n${text}\n\n<!-- /${name} -->${after[0]}`
}

/** The same in a file. */
export async function writeBetween(file: string, name: string, text: string): Promise<void> {
  await writeFile(file, replaceBetween(await readFile(file, 'utf8'), name, text))
}
