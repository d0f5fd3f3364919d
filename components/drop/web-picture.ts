/** What comes along when a picture is dragged out of another page and the browser gives no file of it. */

export type WebPicture =
  | { type: 'picture'; url: string }
  /** Some other page's address. */
  | { type: 'link' }
  /** Drawn by the page itself: nothing that a gateway could fetch. */
  | { type: 'inline' }

/** `html` and `uriList` as the drag gives them (`text/html`, `text/uri-list`); either may be empty. */
export function readWebPicture(html: string, uriList: string): WebPicture {
  const link = uriList.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#')) ?? ''
  const source = imageSource(html)
  // The picture inside a link is what was dragged; the link only goes along.
  const address = source ?? link
  if (/^(?:data|blob):/i.test(address)) return { type: 'inline' }
  const url = URL.parse(address, URL.parse(link)?.href)
  if (!url || !/^https?:$/.test(url.protocol)) return { type: 'link' }
  const isPicture = source !== null || /\.(?:png|jpe?g|webp|gif|avif)$/i.test(url.pathname)
  return isPicture ? { type: 'picture', url: url.href } : { type: 'link' }
}

function imageSource(html: string): string | null {
  const tag = /<img\b[^>]*>/i.exec(html)?.[0] ?? ''
  const [, double, single, bare] = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag) ?? []
  const source = double ?? single ?? bare
  return source === undefined ? null : source.replaceAll('&amp;', '&').trim()
}
