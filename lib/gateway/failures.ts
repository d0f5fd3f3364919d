import 'server-only'
import type { FailureReason } from '@/lib/mj/task'

/**
 * Titles of Midjourney's own notices ("[title] text" from Java gateways, "title, text" from the C# one) and the
 * gateways' own endings (gateways.md quirk 10, 3.2). First match wins.
 */
const failureTexts: readonly (readonly [FailureReason, RegExp])[] = [
  ['output-filtered', /output filters?/i],
  ['banned-word', /banned prompt|banned word|敏感词|违规词|违禁词|AI moderat/i],
  ['image-denied', /image denied/i],
  [
    'invalid-link',
    /invalid link|could not (?:fetch|download) (?:the )?image|链接.{0,4}(?:无效|错误)/i,
  ],
  [
    'invalid-parameter',
    /invalid (?:parameter|prompt|aspect)|unrecognized param|无效.{0,4}参数|参数错误/i,
  ],
  ['queue-full', /queue full|队列已满/i],
  ['no-credit', /credits? exhausted|余额不足|额度不足|out of (?:fast )?hours|任务失败，请重试/i],
  [
    'subscription',
    /subscription (?:required|paused)|plan cancelled|no longer (?:have|active)|blocked|pending mod/i,
  ],
  ['timed-out', /timed? ?out|超时/i],
  ['cancelled', /取消|cancell?ed/i],
]

/** Why a task ended badly, from its `failReason`; 'other' when the text is none of the known ones. */
export function failureReason(text: string): FailureReason {
  return failureTexts.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}
