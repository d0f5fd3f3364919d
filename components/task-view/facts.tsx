'use client'

import { Copy } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useBytes } from '@/components/ui/use-bytes'
import { useCopy } from '@/components/ui/use-copy'
import { useNow } from '@/components/ui/use-now'
import { useDuration } from '@/components/feed/duration'
import { useLacks } from '@/components/actions/use-lacks'
import { archiveQuery } from '@/lib/client/tasks'
import { useSeed } from '@/lib/client/actions'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'

/** The numbers of a task, each to be copied where it is worth copying. */
export function Facts({ task }: { task: Task }) {
  const t = useTranslations('task')
  const format = useFormatter()
  const duration = useDuration()
  const picture = task.pictures[0]
  const tookMs = task.finishedAt && task.finishedAt - (task.startedAt ?? task.createdAt)
  const speedName = useTranslations('feed.speed')
  const speed = task.speed && speedName(task.speed)

  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3.5 gap-y-[3px] font-mono text-xs text-faint">
      <SeedFact task={task} />
      <Fact name={t('facts.task')} copy={task.id} copyLabel={t('facts.copyTask')}>
        {task.id}
      </Fact>
      {task.gatewayTaskId ? (
        <Fact
          name={t('facts.gatewayTask')}
          copy={task.gatewayTaskId}
          copyLabel={t('facts.copyGatewayTask')}
        >
          {task.gatewayTaskId}
        </Fact>
      ) : null}
      <Fact name={t('facts.gateway')}>{task.gateway.name}</Fact>
      {tookMs ? (
        <Fact name={t('facts.took')}>
          {[duration(tookMs), ...(speed ? [speed] : [])].join(' · ')}
        </Fact>
      ) : speed ? (
        <Fact name={t('facts.speed')}>{speed}</Fact>
      ) : null}
      {picture ? (
        <Fact name={t('facts.size')}>
          {t('facts.sizeOf', { width: String(picture.width), height: String(picture.height) })}
        </Fact>
      ) : null}
      <ArchiveFact task={task} />
      <Fact name={t('facts.made')}>
        {format.dateTime(task.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
      </Fact>
    </dl>
  )
}

function Fact({
  name,
  copy,
  copyLabel,
  children,
}: {
  name: string
  copy?: string
  copyLabel?: string
  children: ReactNode
}) {
  const copyText = useCopy()
  return (
    <>
      <dt className="self-center">{name}</dt>
      <dd className="min-w-0 break-words text-muted">
        {copy === undefined ? (
          children
        ) : (
          <button
            type="button"
            aria-label={copyLabel}
            title={copyLabel}
            onClick={() => copyText(copy)}
            className="group/fact inline-flex max-w-full items-center gap-1.5 text-left hover:text-text pointer-coarse:py-2"
          >
            <span className="truncate">{children}</span>
            <Copy
              aria-hidden
              className="size-3 shrink-0 opacity-0 group-hover/fact:opacity-100 group-focus-visible/fact:opacity-100 pointer-coarse:opacity-60"
            />
          </button>
        )}
      </dd>
    </>
  )
}

/** Most gateways tell the seed only when asked, which takes them some seconds. */
function SeedFact({ task }: { task: Task }) {
  const t = useTranslations('task.facts')
  const { mutate, isPending } = useSeed()
  const notYours = useTranslations('actions.sharing')('notYours')
  const missing = useLacks(task).of('seed')
  const lack = task.owner === null ? missing : notYours
  if (task.seed !== null) {
    return (
      <Fact name={t('seed')} copy={task.seed} copyLabel={t('copySeed')}>
        {task.seed}
      </Fact>
    )
  }
  if (task.state.name !== 'done' || task.text !== '') return null
  return (
    <Fact name={t('seed')}>
      <button
        type="button"
        aria-busy={isPending || undefined}
        disabled={isPending}
        title={lack ?? undefined}
        aria-disabled={lack !== null || undefined}
        onClick={() => (lack === null ? mutate(task.id) : toast(lack))}
        className="underline decoration-line-strong underline-offset-2 hover:text-text disabled:animate-breathe aria-disabled:cursor-not-allowed aria-disabled:text-faint aria-disabled:decoration-dashed pointer-coarse:py-2"
      >
        {t('getSeed')}
      </button>
    </Fact>
  )
}

/** Whether the pictures are safe; where they are not yet, until when the gateway lends them. */
function ArchiveFact({ task }: { task: Task }) {
  const t = useTranslations('task.facts')
  const sizeOf = useBytes()
  const isKept = task.state.name === 'done' && task.state.archive === 'kept'
  const { data } = useQuery({
    ...archiveQuery(task.id, task.seq),
    enabled: task.state.name === 'done' && !isKept,
  })
  if (task.state.name !== 'done') return null
  const { archive } = task.state
  if (archive === 'kept') {
    const keptBytes = [...task.pictures, ...task.videos].reduce(
      (sum, one) => sum + one.sizeBytes,
      0,
    )
    return <Fact name={t('archive')}>{t('kept', { size: sizeOf(keptBytes) })}</Fact>
  }
  return (
    <Fact name={t('archive')}>
      <Lent state={t(archive)} until={data?.expiresAt ?? null} />
    </Fact>
  )
}

/** What the gateway lends, and for how long still. */
function Lent({ state, until }: { state: string; until: number | null }) {
  const t = useTranslations('task.facts')
  const format = useFormatter()
  const now = useNow()
  if (until === null) return state
  const when = format.relativeTime(until, { now, style: 'short' })
  return t(until < now ? 'expired' : 'expires', { state, when })
}
