/** The tab of the page: its title, a count before it, a ring around its icon. All return the way to undo them. */

const count = /^\(\d+\) /

const wanted: { developing: number; name: string | null } = { developing: 0, name: null }
/** What the page below calls itself. */
let pageTitle = ''
/**
 * Our own last writing as it reads back, which is not as it was written (spaces fold). One observer for both
 * wishes, and deaf to this: writers that answer each other's writing never end.
 */
let written = ''
let observer: MutationObserver | null = null

/** Next writes the title anew on each navigation, so the count is put back whenever it is missing. */
export function keepTitleCount(developing: number): () => void {
  wanted.developing = developing
  applyTitle()
  return () => {
    wanted.developing = 0
    applyTitle()
  }
}

/** Names the tab for as long as something lies over the page, whatever the page below is called meanwhile. */
export function keepTitleName(name: string): () => void {
  wanted.name = name
  applyTitle()
  return () => {
    wanted.name = null
    applyTitle()
  }
}

function applyTitle(): void {
  if (observer === null) {
    pageTitle = document.title
    observer = new MutationObserver(() => {
      if (document.title === written) return
      pageTitle = document.title.replace(count, '')
      applyTitle()
    })
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  }
  const { developing, name } = wanted
  document.title = `${developing > 0 ? `(${developing}) ` : ''}${name ?? pageTitle}`
  written = document.title
}

const ring = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="9" fill="#ff5c3d"/><circle cx="16" cy="16" r="14" fill="none" stroke="#ff5c3d" stroke-width="2.5" stroke-linecap="round" stroke-dasharray="58 30"/></svg>`

/** Browsers use the last icon named in the head. */
export function keepProgressIcon(isDeveloping: boolean): () => void {
  if (!isDeveloping) return () => undefined
  const link = document.createElement('link')
  link.rel = 'icon'
  link.type = 'image/svg+xml'
  link.href = `data:image/svg+xml,${encodeURIComponent(ring)}`
  document.head.append(link)
  return () => link.remove()
}
