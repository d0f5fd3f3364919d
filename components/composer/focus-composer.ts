export const promptFieldId = 'prompt'

/** Puts the caret into the prompt, at its end; for shortcuts and for "reuse prompt" from anywhere on the page. */
export function focusComposer(): void {
  const field = document.getElementById(promptFieldId)
  if (!(field instanceof HTMLTextAreaElement)) return
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}
