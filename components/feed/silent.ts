/** Tasks that have no card of their own in the feed. Pure. */
import { isMark } from '@/components/actions/press'
import { isDeveloping, type Task } from '@/lib/mj/task'

/**
 * A mark that was made is shown by its button alone; one that did not work out has to say so in the feed. What lies in
 * the trash is out of sight until it is put back.
 */
export function isSilent({
  parent,
  state,
  trashedAt,
}: Pick<Task, 'parent' | 'state' | 'trashedAt'>): boolean {
  if (trashedAt !== null) return true
  return isMark(parent?.customId) && (isDeveloping(state) || state.name === 'done')
}
