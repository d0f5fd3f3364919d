/** A number with its noun, in English: for a terminal and a task's history, which goes into bug reports. */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
}
