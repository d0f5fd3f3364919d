/** The browser of the stories and the benches: a distribution's Chromium where there is one. */
import { existsSync } from 'node:fs'

/**
 * A distribution's own Chromium brings its libraries along; Playwright's is used where there is none. The shell draws
 * no window around the page: a story costs a sixth less.
 */
const systemChromium = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = systemChromium.find((file) => existsSync(file))

export const browserOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    // Chromium's sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
