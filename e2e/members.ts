/** Other people of a studio under test, each in a browser context of their own. */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { expect, type StudioUnderTest, submitBy } from './fixtures'

type MemberUnderTest = {
  id: string
  context: BrowserContext
  page: Page
  get(at: string): ReturnType<BrowserContext['request']['get']>
  post(at: string, body?: unknown): ReturnType<BrowserContext['request']['post']>
  /** Opens a page of the studio, signed in. */
  open(at?: string): Promise<Page>
  submit(submission: StudioSubmission): Promise<Task>
}

export const memberPassword = 'correct horse battery'

/** Invites somebody and lets them in, by the routes that the screens use. */
export async function join(
  { studio, browser }: { studio: StudioUnderTest; browser: Browser },
  { name, budgetPerDay = null }: { name: string; budgetPerDay?: number | null },
): Promise<MemberUnderTest> {
  const invited = await studio.post('/api/members', { name, budgetPerDay })
  expect(invited.status()).toBe(201)
  const { secret, member } = (await invited.json()) as { secret: string; member: { id: string } }
  const context = await browser.newContext()
  const page = await context.newPage()
  const url = studio.url()
  const post = (at: string, data: unknown = {}) =>
    context.request.post(url + at, { headers: { origin: url, 'x-safelight': '1' }, data })
  const taken = await post('/api/invitations/take', { secret, password: memberPassword })
  expect(taken.status()).toBe(204)
  return {
    id: member.id,
    context,
    page,
    post,
    get: (at) => context.request.get(url + at),
    async open(at = '/') {
      await page.goto(url + at)
      return page
    },
    submit: (submission) => submitBy(post, submission),
  }
}
