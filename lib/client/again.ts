/**
 * What did not come because the studio could not be reached is asked for again as soon as it can be: a page that was
 * without its studio for a moment must not show holes until somebody reloads it.
 */
import type { QueryClient } from '@tanstack/react-query'
import { isUnanswered } from './http'
import { studioReached } from './reach'

/**
 * Reads again what was read in vain and is still wanted, once the studio is back. `onFailure` is told at once, so that
 * the person can be too; `onReached` when the studio is back. Where it was there all the time, asking for the same once
 * more would only fail again, for ever: that is left to the person. Answers how to stop.
 */
export function readAgain(
  client: QueryClient,
  tell: { onFailure: () => void; onReached: () => void },
  reached: () => Promise<boolean> = studioReached,
): () => void {
  let isWaiting = false
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    if (isWaiting || !isUnanswered(event.action.error)) return
    isWaiting = true
    tell.onFailure()
    void reached().then((wasAway) => {
      isWaiting = false
      if (!wasAway) return undefined
      tell.onReached()
      return client.refetchQueries({
        type: 'active',
        predicate: ({ state }) => state.status === 'error' && isUnanswered(state.error),
      })
    })
  })
}

/**
 * Fetches pictures again that did not come, each once for every address that it has had. Until then they are marked,
 * so that the browser's sign for a broken picture is not seen in place of the blur below. Answers how to stop.
 */
export function showAgain(
  page: Document,
  reached: () => Promise<unknown> = studioReached,
): () => void {
  const tried = new WeakMap<HTMLImageElement, string>()

  function failed({ target: image }: Event): void {
    if (!(image instanceof HTMLImageElement)) return
    image.dataset['broken'] = ''
    const address = image.currentSrc || image.src
    if (tried.get(image) === address) return
    tried.set(image, address)
    void reached().then(() => {
      // Set to what it is already, it is fetched anew (HTML, "update the image data").
      if (image.isConnected && 'broken' in image.dataset) image.setAttribute('src', image.src)
    })
  }
  function loaded({ target: image }: Event): void {
    if (!(image instanceof HTMLImageElement)) return
    delete image.dataset['broken']
    tried.delete(image)
  }

  page.addEventListener('error', failed, true)
  page.addEventListener('load', loaded, true)
  return () => {
    page.removeEventListener('error', failed, true)
    page.removeEventListener('load', loaded, true)
  }
}
