import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'

/**
 * The submission that asks for the same once more, or null where a task does not hold all that is needed: blends,
 * descriptions and swaps went out with pictures that the browser no longer has.
 */
export function repeatOf(task: Task): StudioSubmission | null {
  const options = { botType: task.botType, ...(task.speed === null ? {} : { speed: task.speed }) }
  if (task.parent) {
    const { id, customId } = task.parent
    return { verb: 'action', taskId: id, customId, ...options }
  }
  if (task.prompt === '') return null
  if (task.verb === 'imagine' || task.verb === 'shorten') {
    return { verb: task.verb, prompt: task.prompt, ...options }
  }
  return null
}
