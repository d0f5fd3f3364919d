'use client'

import { Image as ImageIcon, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { removeDraftImage } from '@/lib/mj/prompt-draft'
import { fileNameOf } from './file-name'
import type { ComposerHandle } from './use-composer'

/** The pictures at the front of the prompt. They are named, not shown: nothing here loads from a foreign host. */
export function ReferenceRow({ composer: { draft, view, edit } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  if (view.images.length === 0) return null
  return (
    <ul aria-label={t('references')} className="flex flex-wrap gap-2 px-3 pb-1 sm:px-[14px]">
      {view.images.map((url, position) => (
        <li
          key={`${position} ${url}`}
          title={url}
          className="flex max-w-full items-center gap-2 rounded-lg bg-hover py-1 pr-1 pl-1 text-xs text-muted"
        >
          <span className="grid size-[34px] shrink-0 place-items-center rounded-[7px] bg-surface text-faint">
            <ImageIcon aria-hidden className="size-[15px]" strokeWidth={1.6} />
          </span>
          <span className="max-w-[22ch] truncate">
            {t('imagePrompt')} · {fileNameOf(url)}
          </span>
          <button
            type="button"
            aria-label={t('remove', { name: t('imageNamed', { file: fileNameOf(url) }) })}
            onClick={() => edit(removeDraftImage(draft, position))}
            className="grid size-7 place-items-center rounded-md hover:text-text pointer-coarse:size-11"
          >
            <X aria-hidden className="size-[15px]" strokeWidth={1.6} />
          </button>
        </li>
      ))}
    </ul>
  )
}
