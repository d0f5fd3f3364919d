import { describe, expect, test } from 'vitest'
import { failureReason } from './failures'
import { bannedWord, refusalReason } from './refusals'

describe('a refusal', () => {
  test.each([
    ['prompt不能为空', 'invalid-request'],
    ['base64格式错误', 'invalid-request'],
    ['prompt_is_required ', 'invalid-request'],
    ['sour_base64_and_target_base64_is_required', 'invalid-request'],
    ['垫图base64重复', 'invalid-request'],
    ['关联任务状态错误', 'invalid-request'],
    ['task_status_not_success ', 'invalid-request'],
    ['State参数过长，最大长度 255', 'invalid-request'],
    ['文件总大小: 21MB，超过限制[20MB]', 'too-large'],
    ['quota_not_enough ', 'no-credit'],
    ['用户余额不足', 'no-credit'],
    ['task_no_found ', 'parent-expired'],
    ['task_not_found ', 'parent-expired'],
    ['关联任务不存在或已失效', 'parent-expired'],
    ['无可用的账号实例', 'no-account'],
    ['账号不可用: 12345', 'no-account'],
    ['分组 mj-fast 下模型 mj_upload 无可用渠道', 'no-account'],
    ['该任务所属渠道已被禁用', 'no-account'],
    ['unknown_action:MJ::BOOKMARK::u (request id: 20261121)', 'not-supported'],
    ['当前账号不支持 remix，请开启 remix 功能', 'not-supported'],
    ['未知的 Action 类型', 'not-supported'],
    ['关联动作不存在', 'not-supported'],
    ['视频功能未启用', 'not-supported'],
    ['队列已满，请稍后尝试', 'queue-full'],
    ['提交失败，队列已满，请稍后重试', 'queue-full'],
    ['并发数已达上限', 'queue-full'],
    ['用户今日绘图次数已达上限', 'daily-limit'],
    ['队列数已达上限', 'queue-full'],
    ['当前分组负载已饱和，请稍后再试，或升级账户以提升服务质量。', 'rate-limited'],
    ['可能包含敏感词', 'banned-word'],
    ['账号已被临时封锁，请勿使用违规词作图', 'account-blocked'],
    ['账号已禁用', 'account-blocked'],
    ['Authorization header missing.', 'key-refused'],
    ['无效的令牌', 'key-refused'],
  ])('%s: %s', (text, reason) => {
    expect(refusalReason(text)).toBe(reason)
  })

  test.each([
    'do_request_failed ',
    'insert_midjourney_task_failed ',
    'copy_response_body_failed 参数错误',
    '提交失败，系统异常',
    '执行动作(modal)超时',
    '操作失败',
    'Queue full',
    'insert_midjourney_task_failed 队列已满',
    '',
  ])('%j may come after the gateway took it', (text) => {
    expect(refusalReason(text)).toBeNull()
  })

  test.each([
    ['The word "gore" is banned', 'gore'],
    ['Banned prompt detected: the phrase `red wedding` is not allowed', 'red wedding'],
    ['可能包含敏感词：血腥', '血腥'],
    ['banned word: gore.', 'gore.'],
    ['可能包含敏感词', null],
    ['Sorry!', null],
  ])('%s names %j', (text, word) => {
    expect(bannedWord(text)).toBe(word)
  })
})

describe('a failure', () => {
  test.each([
    [
      "[Banned prompt detected] Sorry! Our AI moderators think that's against our rules",
      'banned-word',
    ],
    ['Banned prompt detected, Sorry!', 'banned-word'],
    ['可能包含敏感词', 'banned-word'],
    ['[Request cancelled due to output filters] …', 'output-filtered'],
    ['[Invalid parameter] Unrecognized parameter(s): `--foo`', 'invalid-parameter'],
    ['[Invalid prompt] …', 'invalid-prompt'],
    ['Invalid link, Could not fetch the image', 'invalid-link'],
    ['[Image denied] …', 'image-denied'],
    ['[Queue full] …', 'queue-full'],
    ['[Credits exhausted] …', 'no-credit'],
    ['任务失败，请重试', 'no-credit'],
    ['Subscription required, …', 'subscription'],
    ['[Plan Cancelled] …', 'subscription'],
    ['[Pending mod message] …', 'account-attention'],
    ['[title] /captcha/embedded/1', 'account-attention'],
    ['[Blocked] …', 'account-blocked'],
    ['Blocked, You have been blocked', 'account-blocked'],
    ['无可用的账号实例', 'no-account'],
    ['insufficient_user_quota', 'no-credit'],
    ['并发数已达上限', 'queue-full'],
    ['任务超时', 'timed-out'],
    ['上游任务超时（超过1小时）', 'timed-out'],
    ['取消任务', 'cancelled'],
    ['Failed to process your command', 'other'],
    ['', 'other'],
  ])('%s: %s', (text, reason) => {
    expect(failureReason(text)).toBe(reason)
  })
})
