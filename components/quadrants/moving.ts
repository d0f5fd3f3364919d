/** Whether a task's pictures move: some gateways send a film as an animated webp instead of a video. Pure. */
import { parseButton } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'

export function isMoving(task: Pick<Task, 'action' | 'parent' | 'pictures'>): boolean {
  if (task.pictures[0]?.type !== 'image/webp') return false
  if (task.action.includes('VIDEO')) return true
  const customId = task.parent?.customId ?? ''
  const { kind } = parseButton({ customId, label: '', emoji: '' })
  return kind === 'animate' || kind === 'extend' || kind === 'video-upscale'
}
