'use client'

import { Download, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { inOrder } from '@/components/people/in-order'
import { usePeople } from '@/components/people/use-people'
import { Section } from '@/components/settings/section'
import { Unread } from '@/components/settings/unread'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { SelectField } from '@/components/ui/select-field'
import { auditCsvPath } from '@/lib/client/members-api'
import type { Me, Member } from '@/lib/mj/members'
import { AuditTable } from './audit-table'
import { useAudit } from './use-audit'

type Person = Pick<Member, 'id' | 'name'>

/** Who did what: everybody's lines for the owner, one's own for a member. */
export function AuditSection({ me }: { me: Me }) {
  const t = useTranslations('audit')
  const sections = useTranslations('settings.sections')
  const [person, setPerson] = useState<Person | null>(null)
  const isOwner = me.role === 'owner'
  const audit = useAudit(person?.id ?? null)
  const { entries, error } = audit
  return (
    <Section id="audit" title={sections('audit')} about={t(isOwner ? 'about' : 'aboutOwn')}>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        {isOwner && me.hasOthers ? <PersonFilter value={person} onChange={setPerson} /> : null}
        <Button size="md" icon={<RotateCw />} busy={audit.isRenewing} onClick={audit.renew}>
          {t('renew')}
        </Button>
        {isOwner ? (
          <a href={auditCsvPath} download className={buttonClass('plain', 'md')}>
            <Download aria-hidden />
            {t('csv')}
          </a>
        ) : null}
      </div>
      {entries ? (
        <AuditLines me={me} person={person} audit={{ ...audit, entries }} />
      ) : error ? (
        <Unread title={t('failed')} retry={t('retry')} error={error} onRetry={audit.renew} />
      ) : (
        <AuditLoading />
      )}
    </Section>
  )
}

function PersonFilter({
  value,
  onChange,
}: {
  value: Person | null
  onChange: (person: Person | null) => void
}) {
  const t = useTranslations('audit')
  const { data: people = [] } = usePeople()
  return (
    <SelectField
      label={t('person')}
      className="w-56 max-w-full"
      value={value?.id ?? ''}
      options={[
        { value: '', label: t('everybody') },
        ...inOrder(people).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(chosen) => onChange(people.find(({ id }) => id === chosen) ?? null)}
    />
  )
}

function AuditLines({
  me,
  person,
  audit: { entries, error, hasMore, isLoadingMore, loadMore },
}: {
  me: Me
  /** Whose lines they are; null for everybody's. */
  person: Person | null
  audit: ReturnType<typeof useAudit> & {
    entries: NonNullable<ReturnType<typeof useAudit>['entries']>
  }
}) {
  const t = useTranslations('audit')
  if (entries.length === 0) {
    return (
      <p className="text-base text-faint">
        {person ? t('emptyOf', { name: person.name }) : t('empty')}
      </p>
    )
  }
  return (
    <>
      <AuditTable entries={entries} me={me} />
      <div className="mt-3.5">
        {error ? (
          <Unread title={t('failed')} retry={t('retry')} error={error} onRetry={loadMore} />
        ) : null}
        {error ? null : hasMore ? (
          <Button busy={isLoadingMore} onClick={loadMore}>
            {t('earlier')}
          </Button>
        ) : (
          <p className="text-sm text-faint">{t('beginning')}</p>
        )}
      </div>
    </>
  )
}

function AuditLoading() {
  const t = useTranslations('audit')
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col gap-2.5">
      {[64, 48, 56].map((width) => (
        <div
          key={width}
          className="h-4 max-w-full animate-breathe rounded-md bg-surface"
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  )
}
