'use client'

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Meter } from '@/components/ui/meter'
import { useBytes } from '@/components/ui/use-bytes'
import { watchedArchiveQuery } from '@/lib/client/archive'
import { type ArchiveState, storageWarning } from '@/lib/mj/archive'
import { Section } from './section'
import { StorageCheck } from './storage-check'
import { StorageGone } from './storage-gone'
import { Unread } from './unread'

/** How much is kept, how sound it is, and how much room is left. */
export function StorageSection() {
  const t = useTranslations()
  const { data: archive, error, refetch, dataUpdatedAt } = useQuery(watchedArchiveQuery())
  return (
    <Section id="storage" title={t('settings.sections.storage')} about={t('storage.about')}>
      {archive ? (
        <>
          <Space archive={archive} />
          <dl className="mt-5">
            <Row name={t('storage.kept')}>
              <Kept archive={archive} />
            </Row>
            {archive.keeping > 0 ? (
              <Row name={t('storage.onTheWay')}>
                {t('storage.keeping', { count: archive.keeping })}
              </Row>
            ) : null}
            {archive.gone.count > 0 ? (
              <Row name={t('storage.lost')}>
                <StorageGone gone={archive.gone} />
              </Row>
            ) : null}
            <Row name={t('storage.check')}>
              <StorageCheck archive={archive} now={dataUpdatedAt} />
            </Row>
          </dl>
        </>
      ) : error ? (
        <Unread
          title={t('storage.failed')}
          retry={t('storage.tryAgain')}
          error={error}
          onRetry={() => void refetch()}
        />
      ) : (
        <div role="status" aria-label={t('storage.loading')}>
          <div className="h-5 w-52 animate-breathe rounded-md bg-surface" />
          <div className="mt-2.5 h-1.5 animate-breathe rounded-full bg-surface" />
        </div>
      )}
    </Section>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1 border-t border-line py-3 md:grid-cols-[148px_minmax(0,1fr)]">
      <dt className="text-base text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

/** The bar is filled up to the quota; without one, up to the end of the disk. */
function Space({ archive }: { archive: ArchiveState }) {
  const t = useTranslations('storage')
  const sizeOf = useBytes()
  const format = useFormatter()
  const { usedBytes, quotaBytes, freeBytes, store } = archive
  const warning = storageWarning(archive)
  const limit = quotaBytes ?? (store === 'disk' ? usedBytes + freeBytes : null)
  const share = limit === null ? null : usedBytes / Math.max(limit, 1)
  const used = t(store === 'disk' ? 'usedOnDisk' : 'usedInBucket', { size: sizeOf(usedBytes) })
  const free = t('free', { size: sizeOf(freeBytes) })
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="font-medium tabular-nums">{used}</span>
        <span className="text-sm text-muted tabular-nums">
          {[
            ...(quotaBytes === null ? [] : [t('ofQuota', { size: sizeOf(quotaBytes) })]),
            ...(store === 'disk' ? [free] : []),
          ].join(' · ')}
        </span>
      </p>
      {share === null ? null : (
        <Meter
          size="broad"
          label={t('used')}
          text={used}
          value={share * 100}
          most={100}
          warns={warning !== null}
        />
      )}
      {warning === null ? null : (
        <p className="mt-3 flex max-w-[62ch] gap-2.5 text-sm text-pretty text-muted">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          {t(`warning.${warning}`, {
            share: format.number(share ?? 0, { style: 'percent' }),
            free: sizeOf(freeBytes),
          })}
        </p>
      )}
    </>
  )
}

function Kept({ archive }: { archive: ArchiveState }) {
  const t = useTranslations('storage')
  const format = useFormatter()
  const parts = (['pictures', 'films', 'references'] as const).flatMap((noun) =>
    archive[noun] > 0 ? [t(noun, { count: archive[noun] })] : [],
  )
  if (parts.length === 0) return <span className="text-muted">{t('nothing')}</span>
  return <>{format.list(parts)}</>
}
