/** Asking again for what did not work out, or once more for what did: as it was, pictures included. Pure. */
import { opensWindow, parseButton } from '@/lib/mj/buttons'
import { referenceToken } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'

export type Retry =
  | { type: 'submit'; submission: StudioSubmission }
  /** Its button asks for a prompt first: the one it had stands in it. */
  | { type: 'window'; taskId: string; customId: string; prompt: string }

/** Null where the studio cannot say any more what was asked for. */
export function retryOf(task: Task): Retry | null {
  if (task.parent) {
    const { id, customId } = task.parent
    if (customId === '') return null
    return opensWindow(parseButton({ customId, label: '', emoji: '' })) === 'always'
      ? { type: 'window', taskId: id, customId, prompt: task.prompt }
      : submit(task, { verb: 'action', taskId: id, customId })
  }
  const pictures = task.references.map(referenceToken)
  const [first, second] = pictures
  switch (task.verb) {
    case 'imagine':
      if (task.prompt === '' && !first) return null
      return submit(task, {
        verb: 'imagine',
        prompt: task.prompt,
        ...(first ? { base64Array: pictures } : {}),
      })
    case 'shorten':
      return task.prompt === '' ? null : submit(task, { verb: 'shorten', prompt: task.prompt })
    case 'blend':
      if (!second) return null
      return submit(task, {
        verb: 'blend',
        base64Array: pictures,
        ...(task.dimensions ? { dimensions: task.dimensions } : {}),
      })
    case 'describe':
      return first ? submit(task, { verb: 'describe', base64: first }) : null
    case 'swap':
      return first && second
        ? submit(task, { verb: 'swap', sourceBase64: first, targetBase64: second })
        : null
    default:
      return null
  }
}

function submit(task: Task, submission: StudioSubmission): Retry {
  const options = { botType: task.botType, ...(task.speed ? { speed: task.speed } : {}) }
  return { type: 'submit', submission: { ...submission, ...options } }
}
