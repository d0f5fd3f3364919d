import type { Task } from '@/lib/mj/task'
import { giveReferences, reusePrompt } from '@/lib/state/composer'

/** Puts a task back into the composer: its prompt, its speed and the pictures that stood beside it. */
export function reuseTask(task: Task): void {
  reusePrompt(task)
  if (task.verb === 'imagine' && task.references.length > 0) {
    giveReferences(task.references, 'image')
  }
}
