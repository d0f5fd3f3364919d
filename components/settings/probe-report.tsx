'use client'

import { Check, CheckCheck, Minus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { type GatewayHealth, GatewayDot } from '@/components/shell/gateway-dot'
import { Button } from '@/components/ui/button'
import type { ProbeFinding, ProbeReport } from '@/lib/mj/gateways'
import { useDialectWords } from './use-dialect-words'
import { useReportWords } from './use-report-words'

/** The doctor's report: how far one comes, what is there, what is greyed out and why. */
export function ProbeReportView({
  report,
  dialect,
}: {
  report: ProbeReport
  dialect?: { chosen: string; use: (id: string) => void } | undefined
}) {
  const t = useTranslations('settings.report')
  const { title, help } = useReportWords()(report)
  const { findings } = report
  const offered = findings.filter(({ verdict }) => verdict !== 'lacking')
  const lacking = findings.filter(({ verdict }) => verdict === 'lacking')
  return (
    <section aria-label={t('label')} className="animate-fade border-l border-line-strong pl-5">
      <p className="flex items-center gap-3 font-medium">
        <GatewayDot health={healthOf(report)} />
        {title}
      </p>
      <div className="mt-1 flex flex-col gap-1 text-muted">
        <p>{help}</p>
        <Kind report={report} dialect={dialect} />
        <Circumstances report={report} />
      </div>
      <Offered findings={offered} />
      <Lacking findings={lacking} />
    </section>
  )
}

function healthOf({ reached }: ProbeReport): GatewayHealth {
  if (reached.type === 'ok') return 'reachable'
  // A word from a person, or a little time, is all that these want.
  const wants = ['missing', 'no-credit', 'busy'] as const
  return 'why' in reached && wants.some((why) => why === reached.why) ? 'demo' : 'unreachable'
}

/** How long it took, how the key goes, what speed the address names, what the other side said. */
function Circumstances({ report: { reached, isOpen, auth, speed } }: { report: ProbeReport }) {
  const t = useTranslations('doctor')
  if (reached.type === 'not-a-gateway' && reached.why === 'elsewhere') {
    return reached.detail ? <p>{t('movedTo', { origin: reached.detail })}</p> : null
  }
  if (reached.type !== 'ok') {
    return reached.detail ? (
      <p className="text-sm text-faint">{t('gatewaySaid', { detail: reached.detail })}</p>
    ) : null
  }
  return (
    <>
      {isOpen ? <p>{t('reached.ok.openHelp')}</p> : null}
      <p>{t('reached.ok.latency', { ms: reached.latencyMs })}</p>
      {auth ? <p>{t(`auth.${auth}`)}</p> : null}
      {speed ? <p>{t(`speedFound.${speed}`)}</p> : null}
    </>
  )
}

function Kind({
  report,
  dialect,
}: {
  report: ProbeReport
  dialect: { chosen: string; use: (id: string) => void } | undefined
}) {
  const t = useTranslations('doctor.dialect')
  const { nameOf } = useDialectWords()
  const found = report.dialect
  if (!found) return report.reached.type === 'ok' ? <p>{t('unknown')}</p> : null
  const name = nameOf(found.id)
  if (!dialect || dialect.chosen === found.id) {
    return <p>{t(found.certain ? 'certain' : 'likely', { name })}</p>
  }
  return (
    <div className="mt-1.5">
      <p className="text-warn">{t('rather', { chosen: nameOf(dialect.chosen), found: name })}</p>
      <Button look="bright" className="mt-2" onClick={() => dialect.use(found.id)}>
        {t('use', { name })}
      </Button>
    </div>
  )
}

function Offered({ findings }: { findings: readonly ProbeFinding[] }) {
  const t = useTranslations('doctor')
  return (
    <Findings title={t('findings.offered')} isEmpty={findings.length === 0}>
      {findings.map(({ what, verdict, why }) => (
        <li key={what} className="flex gap-2.5 py-[3px]">
          {verdict === 'seen' ? (
            <CheckCheck aria-hidden className="mt-[3px] size-[15px] shrink-0 text-ok" />
          ) : (
            <Check aria-hidden className="mt-[3px] size-[15px] shrink-0 text-faint" />
          )}
          <span className="min-w-0">
            {t(`what.${what}`)}
            <span className="sr-only">: {t(`verdict.${verdict}`)}</span>
            {why ? <span className="block text-sm text-faint">{t(`why.${why}`)}</span> : null}
          </span>
        </li>
      ))}
      {findings.some(({ verdict }) => verdict === 'seen') ? <Legend /> : null}
    </Findings>
  )
}

/** What the two ticks mean; a screen reader is told at each. */
function Legend() {
  const t = useTranslations('doctor.verdict')
  return (
    <li aria-hidden className="flex flex-wrap gap-x-4 pt-1.5 text-xs text-faint">
      <span className="flex items-center gap-1.5">
        <CheckCheck className="size-[13px] text-ok" />
        {t('seen')}
      </span>
      <span className="flex items-center gap-1.5">
        <Check className="size-[13px]" />
        {t('by-dialect')}
      </span>
    </li>
  )
}

/** Each reason once, with all that is greyed out because of it. */
function Lacking({ findings }: { findings: readonly ProbeFinding[] }) {
  const t = useTranslations('doctor')
  const reasons = [...new Set(findings.map(({ why }) => why))]
  return (
    <Findings title={t('findings.lacking')} isEmpty={findings.length === 0}>
      {reasons.map((reason) => (
        <li key={reason} className="flex gap-2.5 py-[3px] text-muted">
          <Minus aria-hidden className="mt-[3px] size-[15px] shrink-0 text-faint" />
          <span className="min-w-0">
            {findings
              .filter(({ why }) => why === reason)
              .map(({ what }) => t(`what.${what}`))
              .join(' · ')}
            {reason ? <span className="block text-sm text-faint">{t(`why.${reason}`)}</span> : null}
          </span>
        </li>
      ))}
    </Findings>
  )
}

function Findings({
  title,
  isEmpty,
  children,
}: {
  title: string
  isEmpty: boolean
  children: ReactNode
}) {
  const id = useId()
  if (isEmpty) return null
  return (
    <>
      <h4 id={id} className="mt-5 mb-1 text-xs font-medium text-faint">
        {title}
      </h4>
      <ul aria-labelledby={id}>{children}</ul>
    </>
  )
}
