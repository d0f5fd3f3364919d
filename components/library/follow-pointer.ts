/** What a press on the wall becomes when it moves. Scrolls at the edges, ends with the pointer, gives up on Escape. */
import type { Point } from '@/lib/gallery/inserting'

/** So near to the upper or lower edge the wall begins to move. */
const edge = 56
const fastestPerFrame = 26

type Follower = {
  /** Called with each movement of the pointer or of the wall below it; in pixels of the wall. */
  move: (point: Point) => void
  end: () => void
  cancel: () => void
}

export function pointOnWall(
  grid: Element,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
): Point {
  const { left, top } = grid.getBoundingClientRect()
  return { x: clientX - left, y: clientY - top }
}

/** Follows the pointer from now on. The click that ends it is not one. */
export function followPointer(
  { scroller, grid }: { scroller: HTMLElement; grid: Element },
  start: { clientX: number; clientY: number },
  { move, end, cancel }: Follower,
): void {
  const over = new AbortController()
  let at = start
  let frame = 0
  const stop = () => {
    over.abort()
    cancelAnimationFrame(frame)
  }
  const scroll = () => {
    frame = requestAnimationFrame(scroll)
    const { top, bottom } = scroller.getBoundingClientRect()
    const speed = speedAt(at.clientY, top, bottom)
    if (speed === 0) return
    scroller.scrollTop += speed
    move(pointOnWall(grid, at))
  }
  const { signal } = over
  window.addEventListener(
    'pointermove',
    (event) => {
      at = event
      move(pointOnWall(grid, event))
    },
    { signal },
  )
  window.addEventListener(
    'pointerup',
    () => {
      stop()
      swallowClick()
      end()
    },
    { signal },
  )
  const giveUp = () => {
    stop()
    cancel()
  }
  window.addEventListener('pointercancel', giveUp, { signal })
  window.addEventListener('blur', giveUp, { signal })
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      swallowClick()
      giveUp()
    },
    { signal, capture: true },
  )
  frame = requestAnimationFrame(scroll)
  move(pointOnWall(grid, start))
}

/** Calls `begin` once a press has moved as far as nobody's hand trembles; a press that is a click never does. */
export function whenDragged(press: { clientX: number; clientY: number }, begin: () => void): void {
  const over = new AbortController()
  const { signal } = over
  window.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (Math.hypot(clientX - press.clientX, clientY - press.clientY) <= 4) return
      over.abort()
      begin()
    },
    { signal },
  )
  window.addEventListener('pointerup', () => over.abort(), { signal })
  window.addEventListener('pointercancel', () => over.abort(), { signal })
}

/** Pixels a frame: none in the middle, more the nearer to an edge or the farther beyond it. */
function speedAt(y: number, top: number, bottom: number): number {
  const above = Math.max(0, top + edge - y)
  const below = Math.max(0, y - (bottom - edge))
  const share = Math.min(1, (below - above) / (2 * edge))
  return Math.round(Math.max(-1, share) * fastestPerFrame)
}

function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}
