/** The keys of looking, the same wherever a picture is looked at closely. */
import type { Size } from '@/lib/editor/geometry'
import { actualLook, moved, nearer, type Look, type Stage, wholeLook } from '@/lib/gallery/look'

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** A step of the keyboard, as a part of the stage. */
const step = 0.12

/** How a key changes a look: F fits, A shows own pixels, + and - zoom, Shift with an arrow moves. Null for others. */
export function lookForKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  picture: Size,
  stage: Stage,
): ((look: Look) => Look) | null {
  const middle = { x: stage.width / 2, y: stage.height / 2 }
  const arrow = shiftKey ? arrows[key] : undefined
  if (arrow) {
    const length = step * Math.min(stage.width, stage.height)
    return (look) => moved(look, arrow[0] * length, arrow[1] * length, picture, stage)
  }
  // On many keyboards + is Shift with something.
  if (key === '+' || key === '=') return (look) => nearer(look, middle, 1.25, picture, stage)
  if (key === '-') return (look) => nearer(look, middle, 0.8, picture, stage)
  if (shiftKey) return null
  switch (key.toLowerCase()) {
    case 'f':
      return () => wholeLook
    case 'a':
      return (look) => actualLook(look, picture, stage)
    default:
      return null
  }
}
