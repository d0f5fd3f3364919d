import 'server-only'
/** What a gateway cannot do is known before anything is sent: a submit that would only be refused never leaves. */
import { type Capabilities, type Lack, lackOf } from '@/lib/mj/capabilities'
import type { Submission } from '@/lib/mj/submission'

const sentences: Record<Lack, string> = {
  references: 'this gateway takes no pictures beside a prompt',
  action: 'this gateway has no buttons',
  relay: 'this gateway does not relay this button',
  change: 'this gateway has no change',
  modal: 'this gateway has no modal',
  region: 'this gateway takes no masks',
  blend: 'this gateway has no blend',
  describe: 'this gateway has no describe',
  shorten: 'this gateway has no shorten',
  swap: 'this gateway has no swap',
  upload: 'this gateway has no upload',
}

/** Why a gateway with these capabilities can never take the submission, in English for the log; null if it can. */
export function whyUnsupported(capabilities: Capabilities, submission: Submission): string | null {
  const lack = lackOf(capabilities, submission)
  return lack === null ? null : sentences[lack]
}
