'use client'

import { useTranslations } from 'use-intl'
import { useBytes } from '@/components/ui/use-bytes'
import type { IntakeEntry, IntakeProblem } from '@/lib/client/intake'
import type { PictureNote } from '@/lib/client/picture-files'
import type { PictureFormat } from '@/lib/client/picture-format'

/** What is to be said of a file that somebody brought, in one sentence or two. */
export function useIntakeWords(): (entry: IntakeEntry<unknown>) => string {
  const t = useTranslations()
  const sizeOf = useBytes()

  const problemWords = (problem: IntakeProblem): string => {
    switch (problem.type) {
      case 'too-large':
        return t('intake.problem.too-large', { size: sizeOf(problem.sizeBytes) })
      case 'format':
        return problem.format === 'heic'
          ? t('intake.problem.heic')
          : t('intake.problem.format', { format: formatName(problem.format) })
      case 'refused':
        return problem.kind === 'unavailable'
          ? t('intake.problem.held')
          : t(`errors.kind.${problem.kind}`)
      default:
        return t(`intake.problem.${problem.type}`)
    }
  }

  const noteWords = (note: PictureNote): string => {
    switch (note.type) {
      case 'shrunk':
        return t('intake.note.shrunk', { from: sizeOf(note.fromBytes), to: sizeOf(note.toBytes) })
      case 'converted':
        return t('intake.note.converted', { format: formatName(note.format) })
      case 'first-frame':
        return t('intake.note.first-frame')
    }
  }

  return ({ state, problem, notes }) => {
    if (problem) return problemWords(problem)
    if (state === 'taken') return notes.map(noteWords).join(' ')
    return state === 'waiting' || state === 'preparing'
      ? t(`intake.tray.${state}`)
      : t('intake.tray.sending')
  }
}

function formatName(format: PictureFormat): string {
  return (
    { webp: 'WebP', jxl: 'JPEG XL', psd: 'Photoshop' }[format as string] ?? format.toUpperCase()
  )
}
