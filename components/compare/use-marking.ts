'use client'
/** Marks given one after the other, each of which can be taken back, the last one first. */
import { useRef } from 'react'
import { type Mark, useMark } from '@/lib/client/frames'
import type { FrameMarks, LibraryFrame } from '@/lib/mj/library'

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
  const put = (id: string, marks: FrameMarks, before: FrameMarks) => {
    done.current.push({ id, marks: before })
    mark([{ id, marks }])
  }
  return {
    favour: ({ id, isFavourite }) =>
      put(id, { favourite: !isFavourite }, { favourite: isFavourite }),
    keep: ({ id, isKept }) => put(id, { kept: !isKept }, { kept: isKept }),
    trash({ id, trashedAt }) {
      const isTrashed = trashedAt !== null
      put(id, { trashed: !isTrashed }, { trashed: isTrashed })
    },
    undo() {
      const last = done.current.pop()
      if (last) mark([last])
      return last !== undefined
    },
  }
}
