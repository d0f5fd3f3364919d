import 'server-only'
import type { FailureReason } from '@/lib/mj/task'

/** First match wins; the words are those of gateways.md, quirks 10 to 13, in both their languages. */
const signs: readonly [FailureReason, RegExp][] = [
  ['banned-word', /banned prompt|敏感词|违规词|moderat/i],
  ['invalid-parameter', /invalid parameter|unrecognized param|参数/i],
  ['invalid-link', /invalid link|could not fetch|链接/i],
  ['output-filtered', /output filter|cancelled due to/i],
  ['image-denied', /image denied|image blocked/i],
  ['no-credit', /credits? exhausted|quota|insufficient|余额|额度/i],
  ['subscription', /subscription|plan cancelled|paused|pending mod/i],
  ['queue-full', /queue full|队列|并发/i],
  ['timed-out', /time(d)? ?out|超时/i],
  ['cancelled', /cancel|取消/i],
]

export function failureReason(text: string): FailureReason {
  return signs.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}
