'use client'
/** The keys of the trade, for the whole editor; whoever writes a prompt has the keyboard to himself. */
import { useCallback, useRef, useState } from 'react'
import { useHeldKeys } from '@/components/ui/use-key-down'
import { nextBrush } from '@/lib/editor/brush-size'
import type { MaskEditor } from '@/lib/editor/editor'
import type { ToolName } from '@/lib/editor/tools/tool'
import type { Stage } from './use-stage'

export const toolKeys: Readonly<Record<ToolName, string>> = {
  brush: 'B',
  eraser: 'E',
  lasso: 'L',
  polygon: 'P',
  rectangle: 'M',
  ellipse: 'O',
  wand: 'W',
  hand: 'H',
}

const toolOfKey = new Map(
  Object.entries(toolKeys).map(([name, key]) => [key.toLowerCase(), name as ToolName]),
)

type EditorKeys = {
  /** Escape with nothing under way. */
  onLeave: () => void
  onSend: () => void
  onHelp: () => void
}

/** Answers whether space is held (the hand pans) and whether the mask is hidden for as long as a key is held. */
export function useEditorKeys(
  editor: MaskEditor,
  stage: Stage,
  { onLeave, onSend, onHelp }: EditorKeys,
) {
  const space = useRef(false)
  const [isHidden, setHidden] = useState(false)

  const onDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault()
      return onSend()
    }
    if (isWriting(event.target) || document.querySelector('dialog[open], [role="menu"]')) return
    if (event.key === ' ' && !isControl(event.target)) {
      space.current = true
      return event.preventDefault()
    }
    if (event.key === '?') {
      onHelp()
      return event.preventDefault()
    }
    if (hides(event)) {
      setHidden(true)
      return event.preventDefault()
    }
    const verb =
      event.ctrlKey || event.metaKey ? commandOf(event, editor) : verbOf(event, editor, stage)
    if (verb) {
      event.preventDefault()
      verb()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (!editor.cancel()) onLeave()
    }
  }

  useHeldKeys({
    onDown,
    onUp: ({ key }) => {
      if (key === ' ') space.current = false
      if (key === 'Tab' || key === '\\') setHidden(false)
    },
    onLetGo: () => {
      space.current = false
      setHidden(false)
    },
  })

  return { isPanning: useCallback(() => space.current, []), isHidden }
}

/**
 * `\` hides while it is held. So does Tab, the key of the trade, but only for a hand that is at the mouse: for one
 * that came to the stage by Tab, Tab leads on.
 */
function hides({ key, target, shiftKey }: KeyboardEvent): boolean {
  if (key === '\\') return true
  if (key !== 'Tab' || shiftKey || !(target instanceof HTMLElement)) return false
  if (target.getAttribute('role') !== 'application') return false
  // A key pressed at the mouse makes browsers show the ring all the same: the stage knows better.
  return 'atPointer' in target.dataset || !target.matches(':focus-visible')
}

function commandOf({ key, shiftKey }: KeyboardEvent, editor: MaskEditor): (() => void) | null {
  switch (key.toLowerCase()) {
    case 'z':
      return () => (shiftKey ? editor.redo() : editor.undo())
    case 'y':
      return () => editor.redo()
    case 'a':
      return () => void editor.apply({ kind: 'all' })
    case 'd':
      return () => void editor.apply({ kind: 'none' })
    default:
      return null
  }
}

function verbOf(event: KeyboardEvent, editor: MaskEditor, stage: Stage): (() => void) | null {
  const { key, shiftKey } = event
  // By its place on the keyboard: with Shift the key says something else in every country.
  if (event.code === 'BracketLeft') return () => scaleBrush(editor, -1, shiftKey)
  if (event.code === 'BracketRight') return () => scaleBrush(editor, 1, shiftKey)
  const tool = toolOfKey.get(key.toLowerCase())
  if (tool && !shiftKey && !event.altKey) return () => editor.choose(tool)
  switch (key.toLowerCase()) {
    case 'x':
      return () => editor.swap()
    case 'i':
      return () => void editor.apply({ kind: 'invert' })
    case 'g':
      return () => void editor.apply({ kind: 'grow', by: shiftKey ? -growBy : growBy })
    case '0':
      return stage.fit
    case '1':
      return stage.actual
    case '+':
    case '=':
      return () => stage.zoom(1.25)
    case '-':
      return () => stage.zoom(0.8)
    default:
      return null
  }
}

/** Pixels by which `G` grows and Shift+G shrinks. */
export const growBy = 4
export const featherBy = 8

/** Larger or smaller; with Shift the hardness in quarters. */
function scaleBrush(editor: MaskEditor, direction: 1 | -1, isHardness: boolean): void {
  const { size, hardness } = editor.settings
  if (isHardness) editor.set({ hardness: hardness + direction * 0.25 })
  else editor.set({ size: Math.round(nextBrush(size, direction)) })
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, input:not([type=range]):not([type=checkbox])'))
  )
}

/** Controls that space presses. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a, input, select, summary')
}
