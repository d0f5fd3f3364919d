/** Pictures that have come to the studio's door: dragged over it, pasted, or picked. What takes them in loads then. */
import { createStore } from 'zustand/vanilla'

/** What a drag may tell before it is dropped. */
export type Drag = {
  /** How many files; 0 where the browser does not say, and when there is only an address. */
  count: number
  hasFiles: boolean
}

export const arrivals = createStore<{
  drag: Drag | null
  /** Files that wait to be told what they become. */
  offered: readonly File[]
}>()(() => ({ drag: null, offered: [] }))

export function offerFiles(files: readonly File[]): void {
  if (files.length > 0) arrivals.setState({ offered: files, drag: null })
}
