import 'server-only'
/** What a gateway cannot do is known before anything is sent: a submit that would only be refused never leaves. */
import type { Submission } from '@/lib/mj/submission'
import { readSyntheticButton } from '@/lib/mj/synthetic-buttons'
import type { Capabilities } from './dialect'

/** Why a gateway with these capabilities can never take the submission, in English for the log; null if it can. */
export function whyUnsupported(capabilities: Capabilities, submission: Submission): string | null {
  switch (submission.verb) {
    case 'imagine': {
      const hasReferences = (submission.base64Array?.length ?? 0) > 0
      return hasReferences && !capabilities.references
        ? 'this gateway takes no pictures beside a prompt'
        : null
    }
    case 'action':
      return whyNoAction(capabilities, submission.customId)
    case 'modal':
      if (submission.maskBase64 && !capabilities.region) return 'this gateway takes no masks'
      return capabilities.modal ? null : 'this gateway has no modal'
    default:
      return capabilities[submission.verb] ? null : `this gateway has no ${submission.verb}`
  }
}

/**
 * new-api looks for its words behind the first `::`, and breaks off with a 500 on an id that has none
 * (gateways.md 1.5).
 */
function whyNoAction(capabilities: Capabilities, customId: string): string | null {
  if (readSyntheticButton(customId)) {
    return capabilities.change ? null : 'this gateway has no change'
  }
  if (!capabilities.action) return 'this gateway has no buttons'
  const { actionWords } = capabilities
  const [, ...parts] = customId.split('::')
  const isRelayed =
    actionWords === null || actionWords.some((word) => parts.some((part) => part.includes(word)))
  return isRelayed ? null : 'this gateway does not relay this button'
}
