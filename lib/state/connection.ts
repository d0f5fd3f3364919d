import { createStore } from 'zustand/vanilla'
import type { Connection } from '@/lib/client/changes'

/** How the page stands with its studio, for the banner; written by the changes loop only. */
export const connectionStore = createStore<{
  connection: Connection
  report: (connection: Connection) => void
}>()((set) => ({
  connection: 'online',
  report: (connection) => set({ connection }),
}))
