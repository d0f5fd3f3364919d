/**
 * The one part of dropping that loads with the page: sees pictures come, and keeps the browser from going away to
 * a dropped file.
 */
import { arrivals, offerFiles } from '@/lib/state/arrivals'

/** Drags report twenty times a second, in Firefox three times; one that has been silent longer is over. */
const silenceMs = 1500

export function watchArrivals(): () => void {
  let isOwn = false
  let ending: ReturnType<typeof setTimeout> | undefined

  const endIn = (ms: number) => {
    clearTimeout(ending)
    ending = setTimeout(() => arrivals.setState({ drag: null }), ms)
  }
  // Pictures and links of the page itself are not brought from anywhere.
  const markOwn = ({ type }: Event) => {
    isOwn = type === 'dragstart'
  }
  const over = (event: DragEvent) => {
    const { dataTransfer } = event
    if (isOwn || !dataTransfer || !isBrought(dataTransfer.types)) return
    const { drag } = arrivals.getState()
    // Whoever prevented it takes what is dropped there: one of the zones, or somebody else while there are none.
    if (event.defaultPrevented && !drag) return
    if (!event.defaultPrevented) dataTransfer.dropEffect = 'none'
    event.preventDefault()
    if (document.querySelector('dialog[open]')) return
    const hasFiles = dataTransfer.types.includes('Files')
    const count = [...dataTransfer.items].filter(({ kind }) => kind === 'file').length
    if (drag?.count !== count || drag.hasFiles !== hasFiles)
      arrivals.setState({ drag: { count, hasFiles } })
    endIn(silenceMs)
  }
  const leave = (event: DragEvent) => {
    // Some browsers never say where a drag goes, so its next report may prove it still here.
    if (event.relatedTarget === null) endIn(120)
  }
  const drop = (event: DragEvent) => {
    const types = event.dataTransfer?.types ?? []
    // A field may have a link of the page; a file is nothing that it could take.
    if (types.includes('Files') || (!isOwn && isBrought(types))) event.preventDefault()
    endIn(0)
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (event.defaultPrevented || files.length === 0 || isText(event, files)) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    offerFiles(files)
  }

  const listeners = [
    ['dragstart', markOwn],
    ['dragend', markOwn],
    ['dragenter', over],
    ['dragover', over],
    ['dragleave', leave],
    ['drop', drop],
    ['paste', paste],
  ] as const
  for (const [type, listener] of listeners) window.addEventListener(type, listener as EventListener)
  return () => {
    clearTimeout(ending)
    for (const [type, listener] of listeners)
      window.removeEventListener(type, listener as EventListener)
  }
}

/** Files, or an image or a link of another page; which of the two that is, is only told when it is dropped. */
function isBrought(types: readonly string[]): boolean {
  return types.includes('Files') || (types.includes('text/uri-list') && types.includes('text/html'))
}

/** Text and its picture together are text to a field. File managers name their files beside them: that is no text. */
function isText({ clipboardData, target }: ClipboardEvent, files: readonly File[]): boolean {
  if (!(target instanceof HTMLElement && target.matches('input, textarea'))) return false
  const lines = clipboardData?.getData('text/plain').trim().split('\n') ?? []
  return lines.some((line) => line !== '' && !files.some(({ name }) => name === line.trim()))
}
