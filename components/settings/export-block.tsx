'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useBytes } from '@/components/ui/use-bytes'
import { exportEstimateQuery, startExport } from '@/lib/client/exports'
import type { ExportEstimate } from '@/lib/mj/exchange'
import { toast, toastError } from '@/lib/state/toasts'
import { Unread } from './unread'

/** Everything as one file, with what that will be said before. */
export function ExportBlock() {
  const t = useTranslations('exchange.export')
  const { data: estimate, error, refetch } = useQuery(exportEstimateQuery())
  if (error && estimate === undefined) {
    return (
      <Unread title={t('failed')} retry={t('retry')} error={error} onRetry={() => void refetch()} />
    )
  }
  if (estimate === undefined) {
    return (
      <div role="status" aria-label={t('loading')}>
        <div className="h-5 w-60 max-w-full animate-breathe rounded-md bg-surface" />
        <div className="mt-3.5 h-[38px] w-40 animate-breathe rounded-lg bg-surface" />
      </div>
    )
  }
  return <Ready estimate={estimate} />
}

function Ready({ estimate }: { estimate: ExportEstimate }) {
  const t = useTranslations('exchange.export')
  const sizeOf = useBytes()
  const [isMaking, setMaking] = useState(false)
  const { tasks, pictures, films, sizeBytes, underWay } = estimate

  async function start() {
    setMaking(true)
    try {
      await startExport({ everything: true })
      toast(t('begun'))
    } catch (error) {
      toastError(error)
    } finally {
      setMaking(false)
    }
  }

  if (tasks === 0 && underWay === 0) return <p className="text-muted">{t('nothing')}</p>
  return (
    <>
      <p className="flex flex-wrap gap-x-4 text-sm text-muted">
        <span>{t('holds', { tasks })}</span>
        <span>{t('pictures', { count: pictures })}</span>
        {films > 0 ? <span>{t('films', { count: films })}</span> : null}
        <span>{t('size', { size: sizeOf(sizeBytes) })}</span>
      </p>
      {underWay > 0 ? (
        <p className="mt-0.5 text-sm text-faint">{t('underWay', { count: underWay })}</p>
      ) : null}
      <Button
        look="bright"
        size="md"
        icon={<Download />}
        busy={isMaking}
        className="mt-3"
        onClick={() => void start()}
      >
        {t('button')}
      </Button>
    </>
  )
}
