'use client'
/** What is done to frames, few or ten thousand: shown at once where it can be seen, told, and taken back on request. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { patchFrames } from '@/lib/client/library'
import { refreshLibrary } from '@/lib/client/library-keys'
import { libraryApi } from '@/lib/client/library-api'
import type { Collection, FrameMarks, FrameSelection, LibraryFrame } from '@/lib/mj/library'
import { chosenFrames, libraryStore } from '@/lib/state/library'
import { toast } from '@/lib/state/toasts'

type Change = { selection: FrameSelection; marks: FrameMarks }

const mostAtOnce = 10_000

/** Each verb takes what is chosen where it is given nothing else. */
export function useMarks() {
  const t = useTranslations('library.done')
  const client = useQueryClient()
  const mark = useMutation({
    mutationFn: ({ selection, marks }: Change) => markInParts(selection, marks),
    onMutate: ({ selection, marks: { favourite, kept } }) =>
      patchFrames(client, isIn(selection), {
        ...(favourite === undefined ? {} : { isFavourite: favourite }),
        ...(kept === undefined ? {} : { isKept: kept }),
      }),
    onSettled: () => refreshLibrary(client),
  })
  const undo = (ids: readonly string[], marks: FrameMarks) => ({
    label: t('undo'),
    run: () => mark.mutate({ selection: { ids }, marks }),
  })

  function trash(selection: FrameSelection | null, trashed: boolean): void {
    const isChoice = selection === null
    mark.mutate(
      { selection: selection ?? chosen(), marks: { trashed } },
      {
        onSuccess: ({ changed }) => {
          if (isChoice) libraryStore.getState().clear()
          toast(
            t(trashed ? 'trashed' : 'restored', { count: changed.length }),
            undo(changed, { trashed: !trashed }),
          )
        },
      },
    )
  }

  return {
    isTrashing: mark.isPending && mark.variables.marks.trashed !== undefined,
    toggleFavourite: (selection: FrameSelection | null, favourite: boolean) =>
      mark.mutate({ selection: selection ?? chosen(), marks: { favourite } }),
    moveToTrash: (selection: FrameSelection | null = null) => trash(selection, true),
    restore: (selection: FrameSelection | null = null) => trash(selection, false),
  }
}

/** Deletes what lies in the trash, bytes and all. Nothing takes this back, so whoever calls it has asked. */
export function useDeletion() {
  const t = useTranslations('library.done')
  const client = useQueryClient()
  return useMutation({
    mutationFn: (selection: FrameSelection) => libraryApi.emptyTrash(selection),
    onSuccess: ({ changed }) => {
      libraryStore.getState().clear()
      toast(t('deleted', { count: changed.length }))
    },
    onSettled: () => refreshLibrary(client),
  })
}

export function useCollecting() {
  const t = useTranslations('library.done')
  const client = useQueryClient()
  const settled = { onSettled: () => refreshLibrary(client) }
  const collect = useMutation({
    mutationFn: ({ id, selection }: { id: string; selection: FrameSelection }) =>
      libraryApi.collect(id, selection),
    ...settled,
  })
  const uncollect = useMutation({
    mutationFn: ({ id, selection }: { id: string; selection: FrameSelection }) =>
      libraryApi.uncollect(id, selection),
    ...settled,
  })
  return {
    isPending: collect.isPending || uncollect.isPending,
    collect: ({ id, name }: Pick<Collection, 'id' | 'name'>, selection = chosen()) =>
      collect.mutate(
        { id, selection },
        {
          onSuccess: ({ changed }) => {
            const back = () => uncollect.mutate({ id, selection: { ids: changed } })
            const action = { label: t('undo'), run: back }
            toast(
              t('collected', { count: changed.length, name }),
              changed.length > 0 ? action : undefined,
            )
          },
        },
      ),
    uncollect: ({ id, name }: Pick<Collection, 'id' | 'name'>, selection = chosen()) =>
      uncollect.mutate(
        { id, selection },
        {
          onSuccess: ({ changed }) => {
            libraryStore.getState().clear()
            const back = () => collect.mutate({ id, selection: { ids: changed } })
            toast(t('uncollected', { count: changed.length, name }), {
              label: t('undo'),
              run: back,
            })
          },
        },
      ),
  }
}

/** Frames by name go out in parts, because a request is not endless; each part is all or nothing. */
async function markInParts(selection: FrameSelection, marks: FrameMarks) {
  if (!('ids' in selection)) return libraryApi.mark(selection, marks)
  const changed: string[] = []
  for (let at = 0; at < selection.ids.length; at += mostAtOnce) {
    const part = { ids: selection.ids.slice(at, at + mostAtOnce) }
    changed.push(...(await libraryApi.mark(part, marks)).changed)
  }
  return { changed }
}

function chosen(): FrameSelection {
  return chosenFrames(libraryStore.getState())
}

/** Of a selection by search only what the page shows can be meant, which is all that it finds. */
function isIn(selection: FrameSelection): (frame: LibraryFrame) => boolean {
  if ('ids' in selection) {
    const ids = new Set(selection.ids)
    return ({ id }) => ids.has(id)
  }
  const except = new Set(selection.except)
  return ({ id }) => !except.has(id)
}
