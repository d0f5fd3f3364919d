/**
 * lobe-midjourney-webui keeps its tasks under `MIDJOURNEY_DATA`: `{activeTaskId, prompts, tasks: [task]}`, each of them
 * the gateway's own task object.
 */
import {
  asRecord,
  gather,
  judge,
  type MovedHistory,
  outcomeOf,
  readWireTask,
  textOf,
} from './movers-reading'

/** Null when this is no such history. */
export function readLobe(value: unknown): MovedHistory | null {
  const data = asRecord(value)
  const tasks = data?.['tasks']
  if (!Array.isArray(tasks) || !('activeTaskId' in data! || 'prompts' in data!)) return null
  return gather(
    (tasks as unknown[]).map((entry, n) => {
      const wire = asRecord(entry)
      const what = `tasks[${n}]`
      if (wire === null) return [what, 'not-a-task'] as const
      return [what, judge(readWireTask(wire), outcomeOf(textOf(wire['status'])))] as const
    }),
  )
}
