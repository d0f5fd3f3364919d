import 'server-only'
import type { FailureReason } from '@/lib/mj/task'

/**
 * Titles of Midjourney's own notices ("[title] text" from Java gateways, "title, text" from the C# one) and the
 * gateways' own endings (gateways.md quirk 10, 3.2). First match wins: a text may speak of several things, and its
 * title comes before its explanation.
 */
const failureTexts: readonly (readonly [FailureReason, RegExp])[] = [
  ['output-filtered', /output filters?/i],
  ['account-attention', /captcha|pending mod/i],
  ['account-blocked', /^\[?blocked\b|账号.{0,6}(?:封锁|封禁|禁用)/i],
  ['banned-word', /banned prompt|banned word|敏感词|违规词|违禁词|AI moderat/i],
  ['image-denied', /image (?:denied|blocked)/i],
  [
    'invalid-link',
    /invalid link|could not (?:fetch|download) (?:the )?image|链接.{0,4}(?:无效|错误)/i,
  ],
  ['invalid-parameter', /invalid (?:parameter|aspect)|unrecognized param|无效.{0,4}参数|参数错误/i],
  ['invalid-prompt', /invalid prompt/i],
  ['queue-full', /queue (?:is )?full|队列已满|(?:队列|并发)数已达上限/i],
  [
    'no-credit',
    /credits? exhausted|insufficient.{0,12}(?:quota|balance|credit)|(?:余额|额度|积分)(?:不足|已用尽)|out of (?:fast )?hours|任务失败，请重试/i,
  ],
  ['subscription', /subscription (?:required|paused)|plan cancelled|no longer (?:have|active)/i],
  ['no-account', /无可用的?账号|账号不可用|无可用渠道|服务暂不可用/],
  ['timed-out', /timed? ?out|超时/i],
  ['cancelled', /取消|cancell?ed/i],
]

/** Why a task ended badly, from its `failReason`; 'other' when the text is none of the known ones. */
export function failureReason(text: string): FailureReason {
  return failureTexts.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}
