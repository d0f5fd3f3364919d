import 'server-only'
/**
 * The gateway's memory: a file of lines, each one task as it was last known. A line is on disk before the answer
 * that depends on it leaves, and a torn last line (the process was killed while writing) is simply not there.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { DemoTask } from './task'

export type Journal = {
  /** What was remembered when the journal was opened, oldest first. */
  readonly remembered: readonly DemoTask[]
  /** Synchronous on purpose: two lines can never be written into each other, and none is forgotten. */
  write(task: DemoTask): void
}

export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'tasks.jsonl')
  const tasks = new Map<string, DemoTask>()
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const lines = text.split('\n').filter((line) => line !== '')
  for (const line of lines) {
    const task = readLine(line)
    if (task) tasks.set(task.id, task)
  }
  const remembered = [...tasks.values()].sort((a, b) => a.ordinal - b.ordinal)
  // Also after a torn line: the next one would be written onto its end.
  if (lines.length > remembered.length || (text !== '' && !text.endsWith('\n'))) {
    writeFileSync(`${path}.part`, remembered.map((task) => `${JSON.stringify(task)}\n`).join(''))
    renameSync(`${path}.part`, path)
  }
  return {
    remembered,
    write: (task) => appendFileSync(path, `${JSON.stringify(task)}\n`),
  }
}

function readLine(line: string): DemoTask | undefined {
  try {
    // Our own file, written by `write`: ids in it are strings already.
    return JSON.parse(line) as DemoTask
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
