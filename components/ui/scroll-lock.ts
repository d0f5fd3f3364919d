/** Keeps the page from scrolling for as long as anything lies over it; several may, and they end in any order. */
let holders = 0
let before = ''

export function lockScroll(): () => void {
  const { style } = document.documentElement
  if (holders === 0) {
    before = style.overflow
    style.overflow = 'hidden'
  }
  holders += 1
  return () => {
    holders -= 1
    if (holders === 0) style.overflow = before
  }
}
