'use client'

import { useTranslations } from 'use-intl'
import { copyText } from '@/lib/client/clipboard'
import { toast } from '@/lib/state/toasts'

/** Copies and says so. */
export function useCopy(): (text: string) => void {
  const t = useTranslations('shell')
  return (text) =>
    void copyText(text).then((isCopied) => toast(t(isCopied ? 'copied' : 'copyFailed')))
}
