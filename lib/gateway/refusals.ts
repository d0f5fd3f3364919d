import 'server-only'
/** The family's ways of saying no, in English and Chinese, turned into reasons we have a sentence for. */
import type { RefusalReason } from '@/lib/mj/task'

/**
 * Texts that a gateway gives only when it has not passed a submit on: its own validation, its own accounts and
 * quotas (gateways.md 1.2, 1.3, 1.5, quirks 10 and 11). First match wins: "账号已被临时封锁，请勿使用违规词"
 * is about the account, not about a word.
 */
const refusalTexts: readonly (readonly [RefusalReason, RegExp])[] = [
  [
    'account-blocked',
    /封锁|封禁|账号已禁用|account (?:is |has been )?(?:blocked|banned|disabled|suspended)/i,
  ],
  ['banned-word', /敏感词|违规词|违禁词|banned[ _-]?(?:prompt|word)|sensitive[ _]words?/i],
  [
    'no-credit',
    /quota_not_enough|(?:余额|额度|积分)(?:不足|已用尽)|insufficient.{0,12}(?:quota|balance|credit)|credits? exhausted/i,
  ],
  // Both editions' own words, under code 9, 4 or -1 (gateways.md 2.1, 3.7). "Queue full" in English is Midjourney's
  // notice about a job that it has been sent, and proves nothing of a submit.
  ['queue-full', /队列已满|(?:队列|并发)数已达上限/],
  ['daily-limit', /今日.{0,8}次数已达上限/],
  ['rate-limited', /负载已饱和|次数已达上限|请求过于频繁|too many requests|rate.?limit/i],
  ['parent-expired', /关联任务不存在|已失效|task_not?_found/i],
  [
    'no-account',
    /无可用的?账号|账号不可用|无可用渠道|渠道已被禁用|model_not_found|no available (?:channel|account)|服务暂不可用/i,
  ],
  ['too-large', /超过限制|too large/i],
  [
    'key-refused',
    /(?:invalid|incorrect).{0,8}(?:token|api key)|令牌|authorization header missing|未登录/i,
  ],
  [
    'not-supported',
    /unknown_action|不支持|服务不支持|未知的 ?action|关联动作不存在|未启用|禁止上传/i,
  ],
  [
    'invalid-request',
    /_is_required|task_status_not_success|不能为空|参数错误|格式错误|状态错误|类型错误|参数过长|不能相同|不允许|重复/,
  ],
]

/** The reason behind a gateway's text, or null when the text is none of those known to come before a submit is taken. */
export function refusalReason(text: string): RefusalReason | null {
  // `insert_midjourney_task_failed` and its kin come after the upstream has accepted, whatever text follows.
  if (/\b\w+_failed\b/.test(text)) return null
  return refusalTexts.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/** The offending word where a text names it (`The word "x" …`, `敏感词：x`), else null. */
export function bannedWord(text: string): string | null {
  const quoted =
    /\b(?:words?|phrase|term|prompt)\b[^`"'“‘\n]{0,24}[`"“‘']([^`"”’'\n]{1,60})[`"”’']/i.exec(text)
  const named =
    /(?:敏感词|违规词|违禁词|banned word)\s*[:：]\s*[`"“‘']?([^\s`"”’'，。,;；]{1,60})/i.exec(text)
  return quoted?.[1] ?? named?.[1] ?? null
}
