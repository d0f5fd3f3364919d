/** What pictures that are compared were made with, as the rows of a table: a value for each of them, '' for none. */
import { parameterValues } from './parameter-values'
import { formatPrompt, parsePrompt, removeSegments } from './prompt'
import type { Task } from './task'

export type ComparisonRow = {
  /** `words`, a flag such as `--ar`, or a fact of the task. */
  name: string
  values: readonly string[]
  isSame: boolean
}

type Compared = Pick<Task, 'prompt' | 'seed' | 'speed' | 'botType'> & {
  gateway: Pick<Task['gateway'], 'name'>
}

export const comparisonFacts = ['seed', 'speed', 'bot', 'gateway'] as const
export type ComparisonFact = (typeof comparisonFacts)[number]

/** In the order of a prompt: its words, its parameters, then facts. Rows in which nobody has anything are left out. */
export function comparisonRows(tasks: readonly Compared[]): readonly ComparisonRow[] {
  const prompts = tasks.map(({ prompt }) => parsePrompt(prompt))
  const valuesByPrompt = prompts.map(parameterValues)
  const flags = [...new Set(valuesByPrompt.flatMap((values) => [...values.keys()]))]
  const words = prompts.map((prompt) =>
    formatPrompt(removeSegments(prompt, ({ type }) => type === 'parameter'))
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  return [
    row('words', words),
    ...flags.map((flag) =>
      row(
        flag,
        valuesByPrompt.map((values) => valueOf(values.get(flag))),
      ),
    ),
    ...comparisonFacts.map((fact) =>
      row(
        fact,
        tasks.map((task) => factOf(task, fact)),
      ),
    ),
  ].filter(({ values }) => values.some((value) => value !== ''))
}

function row(name: string, values: readonly string[]): ComparisonRow {
  return { name, values, isSame: values.every((value) => value === values[0]) }
}

/** A flag without a value is there or not. */
function valueOf(value: string | undefined): string {
  return value === '' ? '✓' : (value ?? '')
}

function factOf(task: Compared, fact: ComparisonFact): string {
  switch (fact) {
    case 'seed':
      return task.seed ?? ''
    case 'speed':
      return task.speed ?? ''
    case 'bot':
      return task.botType
    case 'gateway':
      return task.gateway.name
  }
}
