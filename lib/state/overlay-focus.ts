/**
 * Where the focus was when something was opened over a page. It has to be noted at that moment: what lies below becomes
 * inert at once and loses the focus, long before what is opened has been fetched.
 */
let opener: Element | null = null

export function rememberFocus(): void {
  opener = document.activeElement
}

/** To be called when the page below can be reached again. */
export function returnFocusToOpener(): void {
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
  opener = null
}
