'use client'
/** Pictures fetched and decoded before anybody looks at them. */

const fetched = new Map<string, HTMLImageElement>()
/** As many as are kept: some ahead on either side, and some of the way back. */
const mostFetched = 12

export function fetchPicture(path: string): void {
  if (fetched.has(path)) return
  const image = new Image()
  image.src = path
  fetched.set(path, image)
  // What cannot be had now is asked for again where it is shown.
  image.decode().catch(() => fetched.delete(path))
  const [oldest] = fetched.keys()
  if (fetched.size > mostFetched && oldest !== undefined) fetched.delete(oldest)
}
