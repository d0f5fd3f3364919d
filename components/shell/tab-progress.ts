/** The tab of the page: its title, a count before it, a ring around its icon. All return the way to undo them. */

const count = /^\(\d+\) /

/** Next writes the title anew on each navigation, so the count is put back whenever it is missing. */
export function keepTitleCount(developing: number): () => void {
  return keepTitle((title) => {
    const bare = title.replace(count, '')
    return developing > 0 ? `(${developing}) ${bare}` : bare
  })
}

/** Names the tab for as long as something lies over the page, whatever the page below is called meanwhile. */
export function keepTitleName(name: string): () => void {
  const before = document.title.replace(count, '')
  const stop = keepTitle((title) => `${count.exec(title)?.[0] ?? ''}${name}`)
  return () => {
    stop()
    document.title = before
  }
}

function keepTitle(wanted: (title: string) => string): () => void {
  const apply = () => {
    const title = wanted(document.title)
    if (document.title !== title) document.title = title
  }
  apply()
  const observer = new MutationObserver(apply)
  observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  return () => observer.disconnect()
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
