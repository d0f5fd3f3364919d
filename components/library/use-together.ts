'use client'
/** What is done with a few frames together: looked at side by side, blended into one. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useKeyDown } from '@/components/ui/use-key-down'
import { type FoundWall, framesBetween } from '@/lib/client/library'
import { libraryApi } from '@/lib/client/library-api'
import { studioApi } from '@/lib/client/studio-api'
import { useGoTo } from '@/lib/client/use-go-to'
import { mostCompared } from '@/lib/gallery/compare-grid'
import type { LibraryFrame } from '@/lib/mj/library'
import { deskRoom, deskStore, hydrateDesk } from '@/lib/state/desk'
import { isChosen, libraryStore } from '@/lib/state/library'
import { openCompare } from '@/lib/state/library-views'
import { isTyping } from './use-library-keys'

export function useCompare(found: FoundWall, count: number, isEnabled: boolean) {
  const chosenFrames = useChosenFrames(found)
  const { mutate } = useMutation({
    mutationFn: chosenFrames,
    onSuccess: (frames) => openCompare(frames.map(({ id }) => id)),
  })
  const isPossible = count >= 2 && count <= mostCompared
  useKeyDown((event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey
    if (event.key !== 'c' || hasModifier || isTyping(event.target)) return
    if (isEnabled && isPossible) mutate()
  })
  return { isPossible, run: () => mutate() }
}

/** Lays them on the blend desk, beside what lies there already, and goes there. */
export function useBlend(found: FoundWall, count: number) {
  const goTo = useGoTo()
  const chosenFrames = useChosenFrames(found)
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const references: string[] = []
      // One by one: their order on the desk is the order in which they were chosen.
      for (const { picture, quadrant } of await chosenFrames()) {
        const { reference } = await studioApi.keepPictureAsReference(picture.id, quadrant)
        references.push(reference.id)
      }
      return references
    },
    onSuccess: (references) => {
      hydrateDesk()
      deskStore.getState().open('blend', references)
      libraryStore.getState().clear()
      goTo('/')
    },
  })
  return { isPending, isPossible: count >= 2 && count <= deskRoom.blend, run: () => mutate() }
}

/** Reads the frames that are chosen; to be called for a few. */
function useChosenFrames(found: FoundWall): () => Promise<readonly LibraryFrame[]> {
  const client = useQueryClient()
  return async () => {
    const { chosen } = libraryStore.getState()
    if ('ids' in chosen) return (await libraryApi.framesById([...chosen.ids])).frames
    const all = await framesBetween(client, found, 0, found.total)
    return all.map(({ frame }) => frame).filter(({ id }) => isChosen(chosen, id))
  }
}
