'use client'

import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { classNames } from '@/components/ui/class-names'
import { useMoments } from '@/components/ui/use-moments'
import type { AuditEntry, Me } from '@/lib/mj/members'
import { toneOf } from './audit-tone'
import { useAuditWords } from './use-audit-words'

/** On a phone each line is a small card: roles are said outright, because a table that is laid out so loses its own. */
const rowClass = classNames(
  'border-t border-line max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:py-2',
)
const cellClass = 'py-1.5 pr-5 align-baseline max-md:py-0 max-md:pr-0'

/** The lines, dense enough to be run down with the eye. */
export function AuditTable({ entries, me }: { entries: readonly AuditEntry[]; me: Me }) {
  const t = useTranslations('audit')
  const hasNames = me.role === 'owner'
  const columns = ['when', ...(hasNames ? (['who'] as const) : []), 'what', 'gateway'] as const
  return (
    <table role="table" aria-label={t('table')} className="w-full text-sm max-md:block">
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column}
              role="columnheader"
              scope="col"
              className="pr-5 pb-1.5 text-left text-xs font-normal text-faint"
            >
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block">
        {entries.map((entry) => (
          <Line
            key={entry.id}
            entry={entry}
            hasNames={hasNames}
            isMine={entry.memberId === me.id}
          />
        ))}
      </tbody>
    </table>
  )
}

function Line({
  entry,
  hasNames,
  isMine,
}: {
  entry: AuditEntry
  hasNames: boolean
  isMine: boolean
}) {
  const t = useTranslations('audit')
  const { ago, exactly } = useMoments()
  const { at, memberName, via, gatewayName } = entry
  return (
    <tr role="row" className={rowClass}>
      <td
        role="cell"
        className={classNames(
          cellClass,
          'whitespace-nowrap text-faint max-md:order-2 max-md:text-right',
        )}
      >
        <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
          {ago(at)}
        </time>
      </td>
      {hasNames ? (
        <td role="cell" className={classNames(cellClass, 'max-md:order-3 max-md:pl-[15px]')}>
          {memberName}
          {via === null ? null : <Via>{t('via', { token: via })}</Via>}
        </td>
      ) : null}
      <td role="cell" className={classNames(cellClass, 'max-md:order-1')}>
        <What entry={entry} isMine={isMine} />
        {hasNames || via === null ? null : <Via>{t('via', { token: via })}</Via>}
      </td>
      <td
        role="cell"
        className={classNames(
          cellClass,
          'pr-0 text-muted max-md:text-right',
          hasNames ? 'max-md:order-4' : 'max-md:order-3 max-md:pl-[15px] max-md:text-left',
        )}
      >
        {/* A change to a gateway names it in its own words. */}
        {entry.kind.startsWith('gateway-') ? null : gatewayName}
      </td>
    </tr>
  )
}

function Via({ children }: { children: string }) {
  return <span className="text-faint"> {children}</span>
}

const tones = { good: 'bg-ok', bad: 'bg-accent', warn: 'bg-warn', plain: 'bg-line-strong' } as const

/** Only one's own tasks can be opened. */
function What({ entry, isMine }: { entry: AuditEntry; isMine: boolean }) {
  const t = useTranslations('audit')
  const { title, reason } = useAuditWords()(entry)
  const { taskId, attempt, kind } = entry
  return (
    <>
      <span
        aria-hidden
        className={classNames(
          'mr-2 inline-block size-[7px] rounded-full align-[1px]',
          tones[toneOf(kind)],
        )}
      />
      {taskId !== null && isMine ? (
        <TaskLink
          taskId={taskId}
          className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current pointer-coarse:py-2"
        >
          {title}
        </TaskLink>
      ) : (
        title
      )}
      {attempt !== null && attempt > 1 ? (
        <span className="text-faint"> · {t('attempt', { attempt })}</span>
      ) : null}
      {reason === '' ? null : <span className="block pl-[15px] text-faint">{reason}</span>}
    </>
  )
}
