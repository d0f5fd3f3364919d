'use client'

import { useTranslations } from 'use-intl'
import type { ProbeReport } from '@/lib/mj/gateways'

/** How far the doctor came, in words: what it is, and what to do about it. */
export function useReportWords(): (report: ProbeReport) => { title: string; help: string } {
  const t = useTranslations('doctor.reached')
  return ({ reached, isOpen }) => {
    switch (reached.type) {
      case 'ok':
        return { title: t('ok.title'), help: t(isOpen ? 'ok.open' : 'ok.keyAccepted') }
      case 'address-wrong':
        return {
          title: t(`address-wrong.${reached.why}.title`),
          help: t(`address-wrong.${reached.why}.help`),
        }
      case 'unreachable':
        return {
          title: t(`unreachable.${reached.why}.title`),
          help: t(`unreachable.${reached.why}.help`),
        }
      case 'not-a-gateway':
        return {
          title: t(`not-a-gateway.${reached.why}.title`),
          help: t(`not-a-gateway.${reached.why}.help`),
        }
      case 'key-refused':
        return {
          title: t(`key-refused.${reached.why}.title`),
          help: t(`key-refused.${reached.why}.help`),
        }
    }
  }
}
