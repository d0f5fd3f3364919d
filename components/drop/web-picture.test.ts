import { expect, it } from 'vitest'
import { readWebPicture } from './web-picture'

it('an image in the dragged html is the picture, whatever link surrounds it', () => {
  expect(
    readWebPicture(
      '<meta charset="utf-8"><a href="https://a.test/page"><img alt="x" src="https://cdn.test/a.jpg?w=1&amp;h=2"></a>',
      'https://a.test/page',
    ),
  ).toEqual({ type: 'picture', url: 'https://cdn.test/a.jpg?w=1&h=2' })
})

it('an image source that is relative is read from the address that came along', () => {
  expect(readWebPicture("<img src='/i/a.png'>", 'https://a.test/page')).toEqual({
    type: 'picture',
    url: 'https://a.test/i/a.png',
  })
})

it('a bare address is a picture when its path ends like one', () => {
  expect(readWebPicture('', '# a comment\r\nhttps://a.test/b.webp?x=1')).toEqual({
    type: 'picture',
    url: 'https://a.test/b.webp?x=1',
  })
  expect(readWebPicture('', 'https://a.test/b')).toEqual({ type: 'link' })
})

it('a picture drawn by its page has no address that anybody could fetch', () => {
  expect(readWebPicture('<img src="data:image/png;base64,AA==">', '')).toEqual({ type: 'inline' })
  expect(readWebPicture('<img src="blob:https://a.test/1">', 'https://a.test/')).toEqual({
    type: 'inline',
  })
})

it('what is no web address is a link at most', () => {
  expect(readWebPicture('<img src="file:///etc/passwd">', '')).toEqual({ type: 'link' })
  expect(readWebPicture('', '')).toEqual({ type: 'link' })
  expect(readWebPicture('<a href="https://a.test">x</a>', 'javascript:alert(1)')).toEqual({
    type: 'link',
  })
})
