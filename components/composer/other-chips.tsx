'use client'

import X from 'lucide-react/icons/x'
import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { modelOf, usualModel } from '@/lib/mj/models'
import { parameterNames, type ParameterName } from '@/lib/mj/params'
import { removeFromDraft, removeUnknownSetting, unknownSettings } from '@/lib/mj/prompt-draft'
import { weightOfRole } from '@/lib/mj/prompt-references'
import { fileNameOf } from './file-name'
import type { ComposerHandle } from './use-composer'

/** Parameters with a control of their own, in the row. */
const inTheRow: ReadonlySet<ParameterName> = new Set([
  'ratio',
  'version',
  'niji',
  'stylize',
  'chaos',
  'weird',
  'raw',
  'no',
  'seed',
  'relax',
  'fast',
  'turbo',
])

/** What else is set, flags we do not know among it: shown, and taken out by a press. */
export function OtherChips({ composer: { draft, view, edit } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const model = modelOf(view.choice) ?? usualModel
  // These stand with the pictures that they weigh.
  const weights = new Set(draft.references.map(({ role }) => weightOfRole(role, model)))
  const known = parameterNames.filter(
    (name) => !inTheRow.has(name) && !weights.has(name) && view.values.has(name),
  )
  return (
    <>
      {known.map((name) => (
        <RemoveChip
          key={name}
          name={t(`name.${name}`)}
          value={shortValue(view.values.get(name) ?? '')}
          onRemove={() => edit(removeFromDraft(draft, name))}
        />
      ))}
      {unknownSettings(draft).map((raw, index) => (
        <RemoveChip
          key={`${index} ${raw}`}
          name={raw}
          isRaw
          onRemove={() => edit(removeUnknownSetting(draft, raw))}
        />
      ))}
    </>
  )
}

function shortValue(value: string): string {
  const [first = '', ...others] = value.split(/\s+/)
  return [fileNameOf(first), ...(others.length > 0 ? [`+${others.length}`] : [])].join(' ')
}

function RemoveChip({
  name,
  value = '',
  isRaw = false,
  onRemove,
}: {
  name: string
  value?: string
  isRaw?: boolean
  onRemove: () => void
}) {
  const t = useTranslations('composer')
  return (
    <Chip isSet aria-label={t('remove', { name })} className="max-sm:order-3" onClick={onRemove}>
      {value === '' ? <b className={isRaw ? 'font-mono text-xs' : ''}>{name}</b> : name}
      {value === '' ? null : <b className="max-w-[16ch] truncate">{value}</b>}
      <X aria-hidden strokeWidth={1.6} className="-mr-1" />
    </Chip>
  )
}
