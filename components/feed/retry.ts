/**
 * Asking again for what did not work out. Only what the studio can still say whole is offered: pictures that went
 * along with a submit are not in the browser any more, so those are begun anew in the composer.
 */
import { opensWindow, parseButton } from '@/lib/mj/buttons'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'

export type Retry =
  | { type: 'submit'; submission: StudioSubmission }
  /** Its button asks for a prompt first: the one it had stands in it. */
  | { type: 'window'; taskId: string; customId: string; prompt: string }

export function retryOf(task: Task): Retry | null {
  const options = { botType: task.botType, ...(task.speed ? { speed: task.speed } : {}) }
  if (task.parent) {
    const { id, customId } = task.parent
    if (customId === '') return null
    return opensWindow(parseButton({ customId, label: '', emoji: '' })) === 'always'
      ? { type: 'window', taskId: id, customId, prompt: task.prompt }
      : { type: 'submit', submission: { verb: 'action', taskId: id, customId, ...options } }
  }
  if ((task.verb !== 'imagine' && task.verb !== 'shorten') || task.prompt === '') return null
  return { type: 'submit', submission: { verb: task.verb, prompt: task.prompt, ...options } }
}
