'use client'

import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { DraftReference } from '@/lib/mj/draft'
import { modelOf, usualModel } from '@/lib/mj/models'
import { setModelInDraft } from '@/lib/mj/prompt-draft'
import type { LeftReason } from '@/lib/mj/prompt-references'
import type { ComposerHandle } from './use-composer'
import type { Uploads } from './use-uploads'

/** What stands between the pictures and the gateway, a sentence each, with what can be done. Nothing of it blocks. */
export function ReferenceNotes({
  composer,
  uploads,
}: {
  composer: ComposerHandle
  uploads: Uploads
}) {
  const { draft, view } = composer
  const left = new Map<string, { reason: LeftReason; role: DraftReference['role'] }>()
  view.standings.forEach((standing, index) => {
    const { role } = draft.references[index]!
    if (standing.type === 'left')
      left.set(`${standing.reason} ${role}`, { reason: standing.reason, role })
  })
  return (
    <div role="status">
      {[...left].map(([key, { reason, role }]) => (
        <LeftNote key={key} composer={composer} reason={reason} role={role} />
      ))}
      <FailedNote composer={composer} uploads={uploads} />
    </div>
  )
}

function LeftNote({
  composer: { draft, view, gateway, edit },
  reason,
  role,
}: {
  composer: ComposerHandle
  reason: LeftReason
  role: DraftReference['role']
}) {
  const t = useTranslations('composer')
  const model = (modelOf(view.choice) ?? usualModel).label
  if (reason === 'model')
    return (
      <Note
        action={t('fix.model', { model: usualModel.label })}
        onAct={() => edit(setModelInDraft(draft, usualModel))}
      >
        {t('left.model', { model, role })}
      </Note>
    )
  if (reason === 'gateway')
    return <Note>{t('left.gateway', { gateway: gateway?.name ?? '', role })}</Note>
  return <Note>{reason === 'one' ? t('left.one', { model }) : t('left.five')}</Note>
}

/** What the gateway made of an upload stands with the upload, which is a task of the feed. */
function FailedNote({ composer, uploads }: { composer: ComposerHandle; uploads: Uploads }) {
  const t = useTranslations('composer')
  const tKind = useTranslations('errors.kind')
  const { references } = composer.draft
  const failed = references.flatMap((reference) => {
    const state = uploads.of(reference)
    return state?.name === 'failed' ? [{ reference, kind: state.kind }] : []
  })
  const [first] = failed
  if (!first) return null
  const { role } = first.reference
  const place = references.filter((one) => one.role === role).indexOf(first.reference) + 1
  const name = t('referenceNamed', { role: t(`role.${role}`), place })
  const ids = failed.map(({ reference }) => reference.id)
  return (
    <Note action={t('retry')} onAct={() => uploads.retry(ids)}>
      {t('uploadFailed', { name, others: ids.length - 1 })}{' '}
      {first.kind === 'conflict'
        ? t('uploadTask.refused')
        : first.kind === 'gateway-timeout'
          ? t('uploadTask.unclear')
          : tKind(first.kind)}
    </Note>
  )
}

function Note({
  action,
  onAct,
  children,
}: {
  action?: string
  onAct?: () => void
  children: ReactNode
}) {
  return (
    <p className="relative px-3 py-1 pl-9 text-sm text-muted sm:pl-[90px]">
      <TriangleAlert
        aria-hidden
        className="absolute top-[7px] left-3 size-[15px] text-warn sm:left-[65px]"
        strokeWidth={1.6}
      />
      {children}{' '}
      {action ? (
        <button
          type="button"
          onClick={onAct}
          className="ml-1 rounded-sm font-medium text-text underline decoration-line-strong underline-offset-4 hover:decoration-current pointer-coarse:py-2"
        >
          {action}
        </button>
      ) : null}
    </p>
  )
}
