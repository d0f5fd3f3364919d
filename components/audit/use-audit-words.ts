'use client'
import { useTranslations } from 'use-intl'
import type { AuditEntry } from '@/lib/mj/members'
import { refusalReasons } from '@/lib/mj/task'

/** The server's own words for what the kind does not say, and ours for them. */
const reasons = {
  again: 'again',
  'given up': 'givenUp',
  'never received': 'neverReceived',
  'member removed': 'removed',
  'by hand': 'byHand',
  default: 'default',
} as const

/** A line in words: what happened, and, where the kind does not say it all, why. */
export function useAuditWords(): (entry: AuditEntry) => { title: string; reason: string } {
  const t = useTranslations('audit')
  const refusals = useTranslations('errors.refusal')

  function reasonWords(detail: string): string {
    const refusal = refusalReasons.find((known) => known === detail)
    if (refusal) return refusals(refusal)
    return detail in reasons ? t(`reason.${reasons[detail as keyof typeof reasons]}`) : detail
  }

  return ({ kind, verb, gatewayName, detail }) => {
    switch (kind) {
      case 'submit':
      case 'accepted':
      case 'refused':
      case 'unclear':
      case 'withdrawn': {
        const named = verb === null ? t('something') : t(`verb.${verb}`)
        return { title: t(`kind.${kind}`, { verb: named }), reason: reasonWords(detail) }
      }
      case 'over-budget':
        return { title: t(`kind.${kind}`, { count: Number(detail) || 1 }), reason: '' }
      case 'signed-in':
      case 'member-joined':
        return { title: t(`kind.${kind}`), reason: '' }
      case 'gateway-added':
      case 'gateway-changed':
      case 'gateway-removed':
        return {
          title: t(`kind.${kind}`, { detail: gatewayName ?? '' }),
          reason: reasonWords(detail),
        }
      case 'member-changed':
        if (detail === 'password') return { title: t('password'), reason: '' }
        return { title: t(`kind.${kind}`, { detail }), reason: '' }
      default:
        return { title: t(`kind.${kind}`, { detail }), reason: '' }
    }
  }
}
