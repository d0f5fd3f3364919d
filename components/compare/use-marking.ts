'use client'
/** Marks given one after the other, each of which can be taken back, the last one first. */
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { type Mark, useMark } from '@/lib/client/frames'
import type { FrameMarks, LibraryFrame } from '@/lib/mj/library'
import { toast } from '@/lib/state/toasts'

export type Marking = {
  favour: (frame: LibraryFrame) => void
  keep: (frame: LibraryFrame) => void
  trash: (frame: LibraryFrame) => void
  /** True when there was something to take back. */
  undo: () => boolean
}

export function useMarking(): Marking {
  const mark = useMark()
  const done = useRef<Parameters<Mark>[0][number][]>([])
  const notYours = useTranslations('actions.sharing')('notYours')
  const put = ({ id, owner }: LibraryFrame, marks: FrameMarks, before: FrameMarks) => {
    if (owner !== null) return toast(notYours)
    done.current.push({ id, marks: before })
    return mark([{ id, marks }])
  }
  return {
    favour: (frame) =>
      put(frame, { favourite: !frame.isFavourite }, { favourite: frame.isFavourite }),
    keep: (frame) => put(frame, { kept: !frame.isKept }, { kept: frame.isKept }),
    trash(frame) {
      const isTrashed = frame.trashedAt !== null
      put(frame, { trashed: !isTrashed }, { trashed: isTrashed })
    },
    undo() {
      const last = done.current.pop()
      if (last) mark([last])
      return last !== undefined
    },
  }
}
