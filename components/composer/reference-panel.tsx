'use client'

import ArrowLeft from 'lucide-react/icons/arrow-left'
import ArrowRight from 'lucide-react/icons/arrow-right'
import Trash2 from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Range } from '@/components/ui/range'
import { Segmented } from '@/components/ui/segmented'
import { referenceRoles, type DraftReference } from '@/lib/mj/draft'
import { modelOf, rangeOf, usualModel } from '@/lib/mj/models'
import { setInDraft } from '@/lib/mj/prompt-draft'
import { weightOfRole } from '@/lib/mj/prompt-references'
import { referencePath } from '@/lib/mj/references'
import { NumberField } from './number-field'
import type { ComposerHandle } from './use-composer'
import type { ReferenceOrder } from './use-reference-order'

/** A picture large enough to be known again, and everything that can be done with it. */
export function ReferencePanel({
  composer,
  reference,
  name,
  place,
  count,
  isGone,
  order,
  onDone,
}: {
  composer: ComposerHandle
  reference: DraftReference
  name: string
  place: number
  count: number
  isGone: boolean
  order: ReferenceOrder
  onDone: () => void
}) {
  const t = useTranslations('composer')
  const act = (run: () => void) => () => {
    onDone()
    run()
  }
  return (
    <div className="flex w-[272px] max-w-full flex-col gap-3 text-sm text-muted">
      {isGone ? (
        <p>{t('gone', { name })}</p>
      ) : (
        <img
          src={referencePath(reference.id, 1024)}
          alt={name}
          className="max-h-44 self-center rounded-lg object-contain"
        />
      )}
      <Segmented
        label={t('roleOf', { name })}
        value={reference.role}
        options={referenceRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChange={(role) => act(() => order.giveRole(reference, role))()}
        className="flex"
      />
      <Weight composer={composer} reference={reference} />
      <div className="flex gap-1.5">
        <Button
          aria-label={t('moveLeft')}
          title={t('moveLeft')}
          icon={<ArrowLeft aria-hidden />}
          disabled={place === 0}
          onClick={act(() => order.moveTo(reference, place - 1))}
        />
        <Button
          aria-label={t('moveRight')}
          title={t('moveRight')}
          icon={<ArrowRight aria-hidden />}
          disabled={place === count - 1}
          onClick={act(() => order.moveTo(reference, place + 1))}
        />
        <Button
          className="ml-auto"
          icon={<Trash2 aria-hidden />}
          onClick={act(() => order.remove(reference))}
        >
          {t('removeIt')}
        </Button>
      </div>
    </div>
  )
}

/** One weight for all pictures of a role: that is how the parameters are. */
function Weight({
  composer: { draft, view, edit },
  reference: { role },
}: {
  composer: ComposerHandle
  reference: DraftReference
}) {
  const t = useTranslations('composer.name')
  const model = modelOf(view.choice) ?? usualModel
  const name = weightOfRole(role, model)
  const range = name && rangeOf(model, name)
  if (!name || !range) return null
  const number = Number(view.values.get(name) ?? range.default)
  const field = {
    label: t(name),
    value: Number.isNaN(number) ? range.default : number,
    min: range.min,
    max: range.max,
    step: range.step ?? 1,
    onChange: (next: number) => edit(setInDraft(draft, name, String(next))),
  }
  return (
    <div className="grid grid-cols-[auto_1fr_auto] items-center gap-2.5">
      <span>{t(name)}</span>
      <Range {...field} />
      <NumberField {...field} />
    </div>
  )
}
