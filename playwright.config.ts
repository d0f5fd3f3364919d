import { defineConfig } from '@playwright/test'
import { browserOptions } from './e2e/browser'

/** Stories that watch the studio for a minute or more. */
const minutes = ['**/quiet.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Every story has studios and gateways of its own, and waits for them half of its time: five stories keep two
  // processors busy, and no file is the last one alone.
  workers: 5,
  fullyParallel: true,
  timeout: 90_000,
  // A page on which nothing runs asks every fifteen seconds for what others have done.
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    locale: 'en-US',
    colorScheme: 'dark',
    viewport: { width: 1280, height: 800 },
    // Recording what each page asks for takes a tenth of a run: `npx playwright test --trace on` does it for the story
    // that failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: browserOptions,
  },
  // In this order: what takes a minute of the clock begins with the run.
  projects: [
    { name: 'minutes', testMatch: minutes },
    { name: 'stories', testIgnore: minutes },
  ],
})
