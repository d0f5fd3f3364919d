/** Types over the selection, as the keyboard would. */
export function typeText(field: HTMLTextAreaElement, text: string): void {
  const isEmpty = field.selectionStart === field.selectionEnd
  if (text === '' && isEmpty) return
  if (document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
