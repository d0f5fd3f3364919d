'use client'

import ImageIcon from 'lucide-react/icons/image'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { referenceRoles, type ReferenceRole } from '@/lib/mj/draft'
import { modelOf, rangeOf, usualModel } from '@/lib/mj/models'
import { removeDraftImage } from '@/lib/mj/prompt-draft'
import { weightOfRole } from '@/lib/mj/prompt-references'
import { fileNameOf } from './file-name'
import { ReferenceNotes } from './reference-notes'
import { ReferenceThumb } from './reference-thumb'
import type { ComposerHandle } from './use-composer'
import { useReferenceOrder } from './use-reference-order'
import { useUploads } from './use-uploads'

/**
 * The pictures beside the prompt, by what they are for. Those that people brought are shown; those that are only an
 * address are named: nothing here loads from a foreign host.
 */
export function ReferenceRow({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const { draft, view } = composer
  const uploads = useUploads(composer)
  const [news, setNews] = useState('')
  const order = useReferenceOrder(composer, setNews)
  const groups = referenceRoles
    .map((role) => ({ role, references: draft.references.filter((one) => one.role === role) }))
    .filter(({ references }) => references.length > 0)
  if (groups.length === 0 && view.images.length === 0) return null

  return (
    <>
      <ul
        aria-label={t('references')}
        className="flex max-h-[28dvh] flex-wrap gap-2 overflow-y-auto px-[10px] pt-0.5 pb-1 sm:pr-[14px] sm:pl-[64px]"
      >
        {groups.map(({ role, references }) => (
          <li
            key={role}
            data-role={role}
            className="flex max-w-full items-center gap-2 rounded-lg bg-hover p-1 pr-2.5 text-sm text-muted"
          >
            <ul aria-label={t(`role.${role}`)} className="flex min-w-0 flex-wrap gap-1">
              {references.map((reference, place) => (
                <ReferenceThumb
                  key={reference.id}
                  composer={composer}
                  reference={reference}
                  place={place}
                  count={references.length}
                  standing={view.standings[draft.references.indexOf(reference)]}
                  upload={uploads.of(reference)}
                  order={order}
                />
              ))}
            </ul>
            <RoleName composer={composer} role={role} />
          </li>
        ))}
        {view.images.map((url, position) => (
          <NamedImage
            key={`${position} ${url}`}
            url={url}
            onRemove={() => composer.edit(removeDraftImage(draft, position))}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {news}
      </p>
      <ReferenceNotes composer={composer} uploads={uploads} />
    </>
  )
}

/** `Style · 250`: what the pictures are for and how much they count, where somebody has said that. */
function RoleName({ composer: { view }, role }: { composer: ComposerHandle; role: ReferenceRole }) {
  const t = useTranslations('composer')
  const model = modelOf(view.choice) ?? usualModel
  const name = weightOfRole(role, model)
  const weight = name === null ? undefined : view.values.get(name)
  const isUsual = name !== null && weight === String(rangeOf(model, name)?.default)
  return (
    <span className="shrink-0">
      {t(`role.${role}`)}
      {weight === undefined || isUsual ? null : ` · ${weight}`}
    </span>
  )
}

function NamedImage({ url, onRemove }: { url: string; onRemove: () => void }) {
  const t = useTranslations('composer')
  const file = fileNameOf(url)
  return (
    <li
      title={url}
      className="flex max-w-full items-center gap-2 rounded-lg bg-hover p-1 text-sm text-muted"
    >
      <span className="grid size-[34px] shrink-0 place-items-center rounded-[7px] bg-surface text-faint">
        <ImageIcon aria-hidden className="size-[15px]" strokeWidth={1.6} />
      </span>
      <span className="max-w-[22ch] truncate">
        {t('role.image')} · {file}
      </span>
      <button
        type="button"
        aria-label={t('remove', { name: t('imageNamed', { file }) })}
        onClick={onRemove}
        className="grid size-7 place-items-center rounded-md hover:text-text pointer-coarse:size-11"
      >
        <X aria-hidden className="size-[15px]" strokeWidth={1.6} />
      </button>
    </li>
  )
}
