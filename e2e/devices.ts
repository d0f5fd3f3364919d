/** What a person holds: a phone, the fingers on its glass, and a second browser. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'

export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const

type Touch = { x: number; y: number; radiusX?: number; radiusY?: number; id?: number }

/** Tells Chromium which fingers are on the page, in CSS pixels, whenever that changes; with `touchEnd` there are none. */
export async function fingersOn(page: Page) {
  const session = await page.context().newCDPSession(page)
  return async (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...touchPoints: Touch[]
  ): Promise<void> => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
}

/** A page of another browser that is signed in like this one, and has nothing else of it. */
export async function elsewhere(
  { browser, page }: { browser: Browser; page: Page },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ ...options, storageState })
  return context.newPage()
}
