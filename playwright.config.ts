import { defineConfig } from '@playwright/test'
import { browserOptions } from './e2e/browser'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Every test starts studios and gateways of its own; half of its time it waits for them.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    locale: 'en-US',
    colorScheme: 'dark',
    viewport: { width: 1280, height: 800 },
    // What was done and what was asked. Filming the pages as well takes half of a run's processor time:
    // `npx playwright test --trace on` does it for the story that failed.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: browserOptions,
  },
})
