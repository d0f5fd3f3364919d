/** Which results there is something to compare for. Pure. */
import type { Frame } from '@/components/quadrants/frames'
import { parseButton } from '@/lib/mj/buttons'
import { imagePath, type PastedPicture, quadrantPath, type Task } from '@/lib/mj/task'

/** Made from a button that wants a mask. */
export function wasMasked({ parent }: Pick<Task, 'parent'>): boolean {
  if (parent === null) return false
  return parseButton({ customId: parent.customId, label: '', emoji: '' }).kind === 'region'
}

/** The studio's own pictures of what is chosen, oldest first. */
export function pastedOf(task: Task, { index }: Pick<Frame, 'index'>): readonly PastedPicture[] {
  return task.pasted.filter(({ quadrant }) => quadrant === index)
}

/** The very pixels of what is shown: the studio's own picture where one is chosen, else the gateway's. */
export function shownPath({ picture, index }: Frame, pasted: PastedPicture | undefined): string {
  if (pasted) return imagePath(pasted.id, 'original')
  return picture.quadrants && index !== null
    ? quadrantPath(picture.id, index)
    : imagePath(picture.id, 'original')
}
