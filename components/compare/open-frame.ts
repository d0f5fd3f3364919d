/** Opening a frame of the library: its task, with that very picture on the stage. */
import { quadrantOf } from '@/components/quadrants/frame-id'
import type { LibraryFrame } from '@/lib/mj/library'
import { openFromOverlay } from '@/lib/state/open-task'

export function openFrame(frame: LibraryFrame): void {
  openFromOverlay(frame.taskId, quadrantOf(frame), frame.isPasted ? frame.picture.id : null)
}
