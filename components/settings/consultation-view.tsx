'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { ProbeReportView } from './probe-report'
import type { Consultation } from './use-doctor'
import { useReportWords } from './use-report-words'

type Props = {
  consultation: Consultation
  onCancel: () => void
  /** What a person chose, and how to choose another; absent where there is no choice. */
  dialect?: { chosen: string; use: (id: string) => void } | undefined
}

/** What the doctor is doing, or has found. What it comes to is read out when it is there. */
export function ConsultationView(props: Props) {
  return (
    <div className="text-base">
      <Announcement consultation={props.consultation} />
      <View {...props} />
    </div>
  )
}

function View({ consultation, onCancel, dialect }: Props) {
  const t = useTranslations()
  switch (consultation.type) {
    case 'none':
      return <p className="text-sm text-faint">{t('doctor.promise')}</p>
    case 'asking':
      return (
        <div className="flex items-center gap-2.5 text-muted">
          <Spinner />
          <span className="flex-1">{t('doctor.testing')}</span>
          <Button look="ghost" onClick={onCancel}>
            {t('settings.report.cancel')}
          </Button>
        </div>
      )
    case 'cancelled':
      return <p className="text-muted">{t('settings.report.cancelled')}</p>
    case 'failed':
      return (
        <div className="border-l-2 border-accent pl-3.5">
          <p className="font-medium">{t('settings.report.studioFailed')}</p>
          <p className="text-muted">{t(`errors.kind.${consultation.kind}`)}</p>
        </div>
      )
    case 'told':
      return <ProbeReportView report={consultation.report} dialect={dialect} />
  }
}

/** In a sentence, for a screen reader whose focus is in a field meanwhile. */
function Announcement({ consultation }: { consultation: Consultation }) {
  const t = useTranslations()
  const wordsOf = useReportWords()
  const sentence = () => {
    switch (consultation.type) {
      case 'none':
        return ''
      case 'asking':
        return t('doctor.testing')
      case 'cancelled':
        return t('settings.report.cancelled')
      case 'failed':
        return t('settings.report.studioFailed')
      case 'told':
        return Object.values(wordsOf(consultation.report)).join('. ')
    }
  }
  return (
    <p role="status" className="sr-only">
      {sentence()}
    </p>
  )
}
