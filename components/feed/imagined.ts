/** What became of a prompt that was imagined from a card. Pure. */
import { type Press, pressOfChild } from '@/components/actions/press'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'

/**
 * An imagine from a card is an imagine like any other, so that it works on every gateway; its card knows it by its
 * prompt: the newest plain imagine of the very same words made after the text was.
 */
export function imaginedOf(
  tasks: readonly Task[],
  origin: Pick<Task, 'createdAt'>,
  prompt: string,
): Task | undefined {
  return tasks
    .filter((task) => isImagineOf(task, prompt) && task.createdAt >= origin.createdAt)
    .reduce<Task | undefined>(
      (newest, task) => (newest && newest.createdAt > task.createdAt ? newest : task),
      undefined,
    )
}

function isImagineOf(task: Task, prompt: string): boolean {
  return task.verb === 'imagine' && task.parent === null && task.prompt === prompt
}

/** The same among what is on its way to the studio. */
export function isImagining(submissions: readonly StudioSubmission[], prompt: string): boolean {
  return submissions.some(
    (submission) => submission.verb === 'imagine' && submission.prompt === prompt,
  )
}

export function pressOfImagined(task: Task | undefined): Press {
  return task ? pressOfChild(task.id, task.state.name) : { name: 'idle' }
}
