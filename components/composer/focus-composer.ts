export const promptFieldId = 'prompt'

/**
 * Puts the caret into the prompt, at its end; for shortcuts and for "reuse prompt" from anywhere on the page.
 * Focused at once, as phones open their keyboard only within the tap; the caret follows when a text that was set
 * just before is on the screen.
 */
export function focusComposer(): void {
  const field = document.getElementById(promptFieldId)
  if (!(field instanceof HTMLTextAreaElement)) return
  field.focus()
  requestAnimationFrame(() => field.setSelectionRange(field.value.length, field.value.length))
}
