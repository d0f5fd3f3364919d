import { expect, it } from 'vitest'
import { resolveLocale } from './locale'

it('a choice wins over what the browser prefers', () => {
  expect(resolveLocale('zh', 'en-GB,en;q=0.9')).toBe('zh')
  expect(resolveLocale('en', 'zh-CN')).toBe('en')
})

it.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-US,en;q=0.9,zh;q=0.8', 'en'],
  ['fr-FR, zh-TW;q=0.7, en;q=0.3', 'zh'],
  ['fr;q=1, en;q=0.2, zh-Hans;q=0.6', 'zh'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['ZH-hant', 'zh'],
])('reads %s as %s', (header, locale) => {
  expect(resolveLocale(undefined, header)).toBe(locale)
})

it.each([null, '', '*', 'fr,de;q=0.5', ';;,q='])('falls back to English for %j', (header) => {
  expect(resolveLocale(undefined, header)).toBe('en')
})

it('ignores a cookie that is no language of ours', () => {
  expect(resolveLocale('klingon', 'zh')).toBe('zh')
})
