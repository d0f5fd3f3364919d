'use client'
/** Sharing with everybody who uses the studio, and stopping it: shown, told, and taken back on request. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { patchFrames, refreshLibrary } from '@/lib/client/library'
import { libraryApi } from '@/lib/client/library-api'
import { wakeChanges } from '@/lib/client/watch'
import type { FrameSelection } from '@/lib/mj/library'
import { toast } from '@/lib/state/toasts'

type Change = { selection: FrameSelection; isShared: boolean }

type Sharing = {
  isPending: boolean
  /** Shares the tasks of these frames, whole. `onDone` is called when the studio has done so. */
  share: (selection: FrameSelection, isShared: boolean, onDone?: () => void) => void
}

export function useSharing(): Sharing {
  const t = useTranslations('actions.sharing')
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ selection, isShared }: Change) => libraryApi.share(selection, isShared),
    onSuccess: ({ changed }, { isShared }) => {
      const ids = new Set(changed)
      patchFrames(client, ({ id }) => ids.has(id), { isShared })
    },
    onSettled: () => {
      wakeChanges()
      return refreshLibrary(client)
    },
  })
  const share: Sharing['share'] = (selection, isShared, onDone) =>
    mutate(
      { selection, isShared },
      {
        onSuccess: ({ changed: ids }) => {
          onDone?.()
          const undo = { label: t('undo'), run: () => share({ ids }, !isShared) }
          const said = t(isShared ? 'shared' : 'stopped', { count: ids.length })
          toast(said, ids.length > 0 ? undo : undefined)
        },
      },
    )
  return { isPending, share }
}
