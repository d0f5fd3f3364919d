'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { useBytes } from '@/components/ui/use-bytes'
import type { ArchiveState } from '@/lib/mj/archive'
import { Copyable } from './copyable'

/** Whether what is kept is still what it was, as far as anybody has looked. */
export function StorageCheck({ archive, now }: { archive: ArchiveState; now: number }) {
  const t = useTranslations('storage')
  const sizeOf = useBytes()
  const { orphans, orphanBytes } = archive.check
  return (
    <>
      <Verdict check={archive.check} now={now} />
      {orphans > 0 ? (
        <p className="mt-1.5 max-w-[62ch] text-pretty text-sm text-faint">
          {t('orphans', { count: orphans, size: sizeOf(orphanBytes) })}
        </p>
      ) : null}
    </>
  )
}

function Verdict({ check, now }: { check: ArchiveState['check']; now: number }) {
  const t = useTranslations('storage')
  const format = useFormatter()
  const { isOn, lastAt, unread, missing, damaged } = check
  if (missing + damaged > 0) {
    return (
      <>
        <p className="max-w-[62ch] text-pretty text-accent-text">
          {t('broken', { count: missing + damaged })}
        </p>
        <Command>npm run verify -- --heal</Command>
      </>
    )
  }
  if (lastAt === null) {
    if (isOn) return <p className="max-w-[62ch] text-pretty text-muted">{t('first')}</p>
    return (
      <>
        <p className="max-w-[62ch] text-pretty text-muted">{t('off')}</p>
        <Command>npm run verify</Command>
      </>
    )
  }
  const ago = format.relativeTime(Math.min(lastAt, now), now)
  return (
    <p className="max-w-[62ch] text-pretty">
      {unread === 0 ? t('sound', { ago }) : t('partly', { unread, ago })}
    </p>
  )
}

function Command({ children }: { children: string }) {
  const t = useTranslations('storage')
  return (
    <div className="mt-2">
      <Copyable label={t('copyCommand')}>{children}</Copyable>
    </div>
  )
}
