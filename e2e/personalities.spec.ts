import type { Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import { type ProbeReason, type ProbeSubject, probeSubjects } from '@/lib/mj/gateways'
import type { Task } from '@/lib/mj/task'
import { expect, isKept, test, type StudioUnderTest } from './fixtures'

const { doctor, settings } = en

type Truth = {
  name: keyof typeof settings.dialect
  /** How sure one can be of it by asking: several answer alike. */
  isCertain: boolean
  auth: keyof typeof doctor.auth
  lacking: Partial<Record<ProbeSubject, ProbeReason>>
  followUp: string
}

/** Of each kind what its documents say, not what our dialects do. */
const truths: readonly Truth[] = [
  { name: 'plus', isCertain: true, auth: 'bearer', lacking: {}, followUp: 'U2' },
  {
    name: 'trueai',
    isCertain: true,
    auth: 'mj-api-secret',
    lacking: { change: 'by-buttons' },
    followUp: 'V3',
  },
  {
    name: 'new-api',
    isCertain: false,
    auth: 'bearer',
    lacking: { modes: 'speed-by-prompt', cancel: 'not-offered', listByState: 'asked-by-hand' },
    followUp: 'U1',
  },
  {
    name: 'crazyrouter',
    isCertain: false,
    auth: 'bearer',
    lacking: {
      change: 'by-buttons',
      swap: 'not-offered',
      upload: 'not-offered',
      modes: 'speed-by-prompt',
      cancel: 'not-offered',
      listByState: 'asked-by-hand',
    },
    followUp: 'V1',
  },
  {
    name: 'modes',
    isCertain: false,
    auth: 'bearer',
    lacking: {
      change: 'by-buttons',
      swap: 'not-offered',
      upload: 'not-offered',
      seed: 'not-offered',
      cancel: 'not-offered',
      listByCondition: 'one-by-one',
      listByState: 'asked-by-hand',
    },
    followUp: 'U4',
  },
  {
    name: 'novicezk',
    isCertain: true,
    auth: 'mj-api-secret',
    lacking: {
      action: 'buttons-made',
      modal: 'no-windows',
      region: 'no-windows',
      shorten: 'not-offered',
      swap: 'not-offered',
      upload: 'not-offered',
      modes: 'speed-by-prompt',
      seed: 'not-offered',
      cancel: 'not-offered',
    },
    followUp: 'V2',
  },
  {
    name: 'cubicspaces',
    isCertain: false,
    auth: 'bearer',
    lacking: {
      action: 'buttons-made',
      modal: 'no-windows',
      region: 'no-windows',
      references: 'prompt-only',
      blend: 'not-offered',
      describe: 'not-offered',
      shorten: 'not-offered',
      swap: 'not-offered',
      upload: 'not-offered',
      modes: 'speed-by-prompt',
      seed: 'not-offered',
      cancel: 'not-offered',
      listByCondition: 'one-by-one',
      listByState: 'asked-by-hand',
    },
    followUp: 'U3',
  },
]

const key = 'sk-personality-0123'

for (const truth of truths) {
  test.describe(truth.name, () => {
    test.use({ studioOptions: { personality: truth.name, isConnected: false, paceMs: 300, key } })

    test('is connected in the settings, tells the truth, and makes a picture and another of it', async ({
      page,
      studio,
    }) => {
      await studio.signIn(page)
      await page.getByRole('link', { name: en.shell.settings }).click()
      await page.getByRole('button', { name: settings.gateways.add }).click()
      await page.getByLabel(settings.form.baseUrl, { exact: true }).fill(`${studio.demo.url}/mj/`)
      await page.getByLabel(settings.form.key, { exact: true }).fill(key)
      await page.getByRole('button', { name: doctor.test }).click()
      await expectTruth(page, truth)
      await page.getByRole('button', { name: settings.form.connect, exact: true }).click()
      await expect(page.getByText(new URL(studio.demo.url).host).first()).toBeVisible()
      await expect(page.getByText(`•••• ${key.slice(-4)}`)).toBeVisible()

      await page.getByRole('link', { name: en.shell.create }).click()
      const prompt = page.getByRole('textbox', { name: en.composer.prompt })
      await prompt.fill('a red fox in the snow')
      await prompt.press('Enter')
      const followUp = page.getByRole('button', { name: truth.followUp, exact: true })
      await followUp.click({ timeout: 30_000 })
      const [child, grid] = await kept(studio)
      expect(child.parent?.id).toBe(grid.id)
      expect(child.gateway.id).toBe(grid.gateway.id)
      expect(await studio.demo.charges()).toBe(2)
      const ofGrid = page.locator(`[data-task-id="${grid.id}"]`)
      await expect(
        ofGrid.getByRole('button', { name: truth.followUp, exact: true }),
      ).toHaveAccessibleDescription(`${truth.followUp}: done, open the result`)
    })
  })
}

async function expectTruth(page: Page, { name, isCertain, auth, lacking }: Truth): Promise<void> {
  const report = page.getByRole('region', { name: settings.report.label })
  await expect(report).toContainText(doctor.reached.ok.title)
  await expect(report).toContainText(doctor.reached.ok.keyAccepted)
  await expect(report).toContainText(doctor.auth[auth])
  const kind = isCertain ? doctor.dialect.certain : doctor.dialect.likely
  await expect(report).toContainText(kind.replace('{name}', settings.dialect[name].name))
  const offered = probeSubjects.filter((what) => lacking[what] === undefined)
  for (const what of offered) await expect(worksHere(page)).toContainText(doctor.what[what])
  await expect(
    worksHere(page).getByRole('listitem').filter({ hasText: doctor.what.action }),
  ).toHaveCount(lacking.action ? 0 : 1)
  const greyedOut = report.getByRole('list', { name: doctor.findings.lacking })
  const subjects = Object.entries(lacking) as [ProbeSubject, ProbeReason][]
  const reasons = [...new Set(subjects.map(([, why]) => why))]
  if (reasons.length === 0) return expect(greyedOut).toHaveCount(0)
  await expect(greyedOut.getByRole('listitem')).toHaveText(
    reasons.map((reason) => {
      const because = subjects.filter(([, why]) => why === reason)
      return because.map(([what]) => doctor.what[what]).join(' · ') + doctor.why[reason]
    }),
  )
}

const worksHere = (page: Page) => page.getByRole('list', { name: doctor.findings.offered })

/** The two newest tasks, when both are done and their pictures kept. */
async function kept(studio: StudioUnderTest): Promise<readonly [Task, Task]> {
  await expect
    .poll(async () => (await studio.feed()).filter(isKept).length, { timeout: 30_000 })
    .toBe(2)
  const [child, grid] = await studio.feed()
  return [child!, grid!]
}
