import { offerFiles } from '@/lib/state/arrivals'

/**
 * Lets a person pick pictures, then asks what they shall become. To be called in a click: browsers open their
 * picker only then, so nothing here waits for code to load.
 */
export function openPicturePicker(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = 'image/*,.heic,.heif,.avif'
  input.hidden = true
  input.addEventListener('change', () => {
    offerFiles([...(input.files ?? [])])
    input.remove()
  })
  input.addEventListener('cancel', () => input.remove())
  // Safari forgets an input that is not in the document.
  document.body.append(input)
  input.click()
}
