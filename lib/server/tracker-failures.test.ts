import { expect, test } from 'vitest'
import { failureReason } from './tracker-failures'

test.each([
  ['[Banned prompt detected] word', 'banned-word'],
  ['可能包含敏感词', 'banned-word'],
  ['Invalid parameter, --foo', 'invalid-parameter'],
  ['Invalid link', 'invalid-link'],
  ['Request cancelled due to output filters', 'output-filtered'],
  ['Image denied', 'image-denied'],
  ['Credits exhausted', 'no-credit'],
  ['Subscription required', 'subscription'],
  ['[Queue full] x', 'queue-full'],
  ['任务超时', 'timed-out'],
  ['取消任务', 'cancelled'],
  ['something new', 'other'],
] as const)('%s is told as %s', (text, reason) => {
  expect(failureReason(text)).toBe(reason)
})
