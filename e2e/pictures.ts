/** Pictures that a person might bring, and the ways to bring them: files are made in the page, so the drags are real. */
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, type StudioUnderTest } from './fixtures'

type BroughtFile = { name: string; type: string; base64: string }

/** A sound picture of one colour and a diagonal, so that thumbnails can be told apart. */
export async function pictureFile(name: string, colour: string): Promise<BroughtFile> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${colour}"/><circle cx="320" cy="240" r="150" fill="#f3ede7"/></svg>`
  const bytes = await sharp(Buffer.from(drawing)).png().toBuffer()
  return { name, type: 'image/png', base64: bytes.toString('base64') }
}

/** A picture of noise, which no format makes small: a PNG of about twelve million bytes. */
export async function hugePictureFile(name: string): Promise<BroughtFile> {
  const { width, height } = { width: 2400, height: 1680 }
  const noise = Buffer.alloc(width * height * 3)
  let state = 7
  for (let at = 0; at < noise.length; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    noise[at] = state & 0xff
  }
  const bytes = await sharp(noise, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { name, type: 'image/png', base64: bytes.toString('base64') }
}

export const textFile = (name: string, text: string): BroughtFile => ({
  name,
  type: 'text/plain',
  base64: Buffer.from(text).toString('base64'),
})

/** Opens the studio and waits until it listens: nobody drags into a page before they have seen it. */
export async function enter(page: Page, studio: StudioUnderTest): Promise<void> {
  await studio.signIn(page)
  await expect(page.getByRole('navigation').getByText('Connected')).toBeVisible()
}

/** Files dragged in from outside, over the page until they are dropped: as a browser reports it, twenty times a second. */
export async function drag(
  page: Page,
  files: readonly BroughtFile[],
  data: Readonly<Record<string, string>> = {},
) {
  const hand = await page.evaluateHandle(
    ({ brought, words }) => {
      const transfer = new DataTransfer()
      for (const { name, type, base64 } of brought) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
      }
      for (const [type, word] of Object.entries(words)) transfer.setData(type, word)
      const report = (target: Element, type: string) =>
        target.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
        )
      const over = { target: document.body as Element }
      report(over.target, 'dragenter')
      const timer = setInterval(() => report(over.target, 'dragover'), 50)
      return {
        moveTo: (target: Element) => {
          over.target = target
          report(target, 'dragenter')
          report(target, 'dragover')
        },
        drop: () => {
          clearInterval(timer)
          report(over.target, 'dragover')
          return report(over.target, 'drop')
        },
        leave: () => {
          clearInterval(timer)
          over.target.dispatchEvent(
            new DragEvent('dragleave', { bubbles: true, dataTransfer: transfer }),
          )
        },
      }
    },
    { brought: files, words: data },
  )

  return {
    async over(zone: Locator): Promise<void> {
      await hand.evaluate(
        (drag, target) => drag.moveTo(target as Element),
        await zone.elementHandle(),
      )
    },
    /** Resolves to whether the browser would have done something of its own with what was dropped. */
    drop: (): Promise<boolean> => hand.evaluate((drag) => drag.drop()),
    leave: (): Promise<void> => hand.evaluate((drag) => drag.leave()),
    async dropOn(zone: Locator): Promise<void> {
      await this.over(zone)
      await this.drop()
    },
  }
}

/** A paste of files into whatever has the focus. */
export async function paste(page: Page, files: readonly BroughtFile[], text = ''): Promise<void> {
  await page.evaluate(
    ({ brought, words }) => {
      const clipboardData = new DataTransfer()
      for (const { name, type, base64 } of brought) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        clipboardData.items.add(new File([bytes], name, { type }))
      }
      if (words !== '') clipboardData.setData('text/plain', words)
      const target = document.activeElement ?? document.body
      target.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
      )
    },
    { brought: files, words: text },
  )
}

/** One zone of those that open under a drag. */
export const zone = (page: Page, name: string): Locator =>
  page.getByRole('group', { name, exact: true })
