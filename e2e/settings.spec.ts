import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Locator, Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import type { GatewaySettings } from '@/lib/mj/gateways'
import { expectNoBarriers } from './axe'
import { expect, test, type StudioUnderTest } from './fixtures'

const { doctor, settings } = en
const key = 'sk-settings-4711'

test.use({ studioOptions: { isConnected: false, key } })

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const report = (page: Page) => page.getByRole('region', { name: settings.report.label })
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

/** Goes there as somebody does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${target.toString()}`)
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Types over whatever stands there. */
async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

async function openSettings(page: Page, studio: StudioUnderTest): Promise<void> {
  await studio.signIn(page)
  await press(page, page.getByRole('link', { name: en.shell.settings }))
  await expect(page.getByRole('heading', { level: 1, name: settings.title })).toBeVisible()
}

async function gateways(studio: StudioUnderTest): Promise<readonly GatewaySettings[]> {
  const answer = await studio.get('/api/gateways')
  return ((await answer.json()) as { gateways: readonly GatewaySettings[] }).gateways
}

/** Connects the demo of this test, by keys. */
async function connect(page: Page, studio: StudioUnderTest): Promise<void> {
  await press(page, button(page, settings.gateways.add))
  await expect(field(page, settings.form.baseUrl)).toBeFocused()
  await page.keyboard.type(studio.demo.url)
  await type(page, field(page, settings.form.key), key)
  await type(page, field(page, settings.form.name), 'The studio next door')
  await press(page, button(page, settings.form.connect))
  await expect(row(page, 'The studio next door')).toBeVisible()
}

test('a wrong key is told before anything is saved, and the right one connects', async ({
  page,
  studio,
}) => {
  await openSettings(page, studio)
  await press(page, button(page, settings.gateways.add))
  await expect(field(page, settings.form.baseUrl)).toBeFocused()
  await page.keyboard.type(studio.demo.url)
  await tabTo(page, field(page, settings.form.key))
  await expect(report(page)).toContainText(doctor.reached['key-refused'].missing.title)

  await page.keyboard.type('sk-not-this-one')
  await page.keyboard.press('Enter')
  await expect(report(page)).toContainText(doctor.reached['key-refused'].refused.title)
  await expect(button(page, settings.form.connectAnyway)).toBeVisible()
  expect(await gateways(studio)).toHaveLength(1)

  await type(page, field(page, settings.form.key), key)
  await page.keyboard.press('Enter')
  await expect(button(page, settings.gateways.add)).toBeFocused()
  await expect(page.getByText(`•••• ${key.slice(-4)}`)).toBeVisible()
  const [added] = await gateways(studio)
  expect(added).toMatchObject({
    baseUrl: studio.demo.url,
    name: new URL(studio.demo.url).host,
    dialect: 'plus',
    isDefault: true,
  })
  expect(await (await studio.get('/api/gateways')).text()).not.toContain(key)
  const rail = page.getByRole('navigation', { name: en.shell.navigation })
  await expect(rail.getByRole('button', { name: en.shell.gateway.reachable })).toBeVisible()
})

test('what is wrong is said at its field, and nothing typed is lost', async ({
  page,
  studio,
  expectConsole,
}) => {
  // The browser's remark about hosts that the studio does not take.
  expectConsole(/400/)
  await openSettings(page, studio)
  await press(page, button(page, settings.gateways.add))
  await page.keyboard.press('Enter')
  await expect(page.getByText(settings.form.invalid.baseUrlEmpty)).toBeVisible()
  await expect(field(page, settings.form.baseUrl)).toBeFocused()

  await page.keyboard.type('http://gateway.example.com')
  await type(page, field(page, settings.form.key), key)
  await type(page, field(page, settings.form.name), 'Too open')
  await press(page, button(page, settings.form.connect))
  const address = field(page, settings.form.baseUrl)
  await expect(address).toBeFocused()
  await expect(address).toHaveAccessibleDescription(
    new RegExp(doctor.reached['address-wrong']['not-https'].help.slice(0, 30)),
  )
  await expect(address).toHaveValue('http://gateway.example.com')
  await expect(field(page, settings.form.key)).toHaveValue(key)

  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(studio.demo.url)
  await page.keyboard.press('Tab')
  await expect(report(page)).toContainText(doctor.reached.ok.title)
  await press(page, page.getByText(settings.form.more, { exact: true }))
  await type(page, field(page, settings.form.imageHosts), 'http://not-a-host/')
  // Folded again, what is wrong in it opens it.
  await tabTo(page, page.getByText('More, 1 set'))
  await page.keyboard.press('Enter')
  await press(page, button(page, settings.form.connect))
  const hosts = field(page, settings.form.imageHosts)
  await expect(hosts).toBeFocused()
  await expect(hosts).toHaveAccessibleDescription(new RegExp(settings.form.invalid.imageHosts))
  await type(page, hosts, 'cdn.lan:8080')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Too open')).toBeVisible()
  expect((await gateways(studio))[0]?.imageHosts).toEqual(['cdn.lan:8080'])
})

test('what is typed while the gateway is being asked is saved too', async ({ page, studio }) => {
  await openSettings(page, studio)
  let answer: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/gateways/probe', async (route) => {
    await asked
    await route.continue()
  })
  await press(page, button(page, settings.gateways.add))
  await page.keyboard.type(`${studio.demo.url}/mj-relax/mj`)
  await type(page, field(page, settings.form.key), key)
  await type(page, field(page, settings.form.name), 'Meanwhile')
  await page.keyboard.press('Enter')
  await expect(page.getByText(doctor.testing).last()).toBeVisible()
  answer()
  await expect(row(page, 'Meanwhile')).toBeVisible()
  expect((await gateways(studio))[0]).toMatchObject({
    name: 'Meanwhile',
    baseUrl: studio.demo.url,
    defaultSpeed: 'relax',
  })
})

test('a key is kept by an edit, and forgotten with its origin', async ({ page, studio }) => {
  await openSettings(page, studio)
  await connect(page, studio)
  const edit = button(page, 'Edit The studio next door')
  await press(page, edit)
  await expect(field(page, settings.form.baseUrl)).toBeFocused()
  await expect(field(page, settings.form.key)).toHaveAccessibleDescription(
    `•••• ${key.slice(-4)} is stored; leave this empty to keep it.`,
  )
  await type(page, field(page, settings.form.name), 'Next door')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Edit Next door')).toBeFocused()
  expect((await gateways(studio))[0]).toMatchObject({ name: 'Next door', hasKey: true })

  await page.keyboard.press('Enter')
  await type(page, field(page, settings.form.baseUrl), 'http://127.0.0.1:1')
  await page.keyboard.press('Tab')
  await expect(field(page, settings.form.key)).toHaveAccessibleDescription(
    settings.form.keyForgotten,
  )
  await expect(report(page)).toContainText(doctor.reached.unreachable.refused.title)
  await press(page, button(page, settings.form.saveAnyway))
  await expect(button(page, 'Edit Next door')).toBeFocused()
  await expect(row(page, 'Next door')).toContainText(settings.gateways.noKey)
  expect((await gateways(studio))[0]).toMatchObject({ hasKey: false, keyEnd: '' })

  await page.keyboard.press('Enter')
  await type(page, field(page, settings.form.baseUrl), studio.demo.url)
  await page.keyboard.press('Tab')
  await expect(report(page)).toContainText(doctor.reached['key-refused'].missing.title)
})

test('the default moves, and a button still goes to the gateway of its task', async ({
  page,
  studio,
}) => {
  const own = await studio.imagine('a lighthouse in fog')
  await openSettings(page, studio)
  await connect(page, studio)
  const theirs = await studio.imagine('a red fox in the snow')
  expect(theirs.gateway.id).not.toBe(own.gateway.id)
  expect(await studio.demo.charges()).toBe(1)

  await press(page, row(page, settings.gateways.demoName).getByRole('button', { name: 'Make def' }))
  await expect(row(page, settings.gateways.demoName)).toContainText(settings.gateways.default)
  await expect(row(page, 'The studio next door')).not.toContainText(settings.gateways.default)
  expect((await studio.imagine('a paper boat')).gateway.id).toBe(own.gateway.id)
  expect(await studio.demo.charges()).toBe(1)

  await press(page, page.getByRole('link', { name: en.shell.create, exact: true }))
  const card = page.locator(`[data-task-id="${theirs.id}"]`)
  const upscale = card.getByRole('button', { name: 'U1', exact: true })
  await upscale.focus()
  await page.keyboard.press('Enter')
  await expect(upscale).toHaveAccessibleDescription('U1: done, open the result', {
    timeout: 30_000,
  })
  expect(await studio.demo.charges()).toBe(2)
})

test('a removed gateway leaves its pictures, and takes its buttons along', async ({
  page,
  studio,
}) => {
  await openSettings(page, studio)
  await connect(page, studio)
  const task = await studio.imagine('a red fox in the snow')
  await page.reload()
  await press(page, button(page, 'Edit The studio next door'))
  await press(page, button(page, settings.gateways.remove))
  const question = page.getByRole('dialog', { name: 'Remove The studio next door?' })
  await expect(question).toContainText('Its task and the pictures of it stay.')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(button(page, settings.gateways.remove)).toBeFocused()

  await page.keyboard.press('Enter')
  await press(page, button(page, settings.removal.confirm))
  await expect(row(page, 'The studio next door')).toHaveCount(0)
  await expect(button(page, settings.gateways.add)).toBeFocused()
  const picture = task.pictures[0]!
  expect((await studio.get(`/images/${picture.id}/512`)).status()).toBe(200)
  expect(await studio.demo.charges()).toBe(1)
})

test('a gateway that never answers can be left alone', async ({ page, studio }) => {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  try {
    await openSettings(page, studio)
    await press(page, button(page, settings.gateways.add))
    await page.keyboard.type(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)
    await page.keyboard.press('Tab')
    await press(page, button(page, settings.report.cancel))
    await expect(page.getByText(settings.report.cancelled).last()).toBeVisible()
    await expect(button(page, settings.form.connectAnyway)).toBeVisible()
  } finally {
    for (const socket of sockets) socket.destroy()
    silent.close()
  }
})

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the page, its form, its report and its question', async ({
      page,
      studio,
    }) => {
      const expectNothing = (where: string) => expectNoBarriers(page, where)
      await openSettings(page, studio)
      await expect(row(page, settings.gateways.demoName)).toBeVisible()
      await expectNothing('the page')
      await connect(page, studio)
      await press(page, button(page, 'Edit The studio next door'))
      await press(page, page.getByText(settings.form.more, { exact: true }))
      await press(page, button(page, doctor.test))
      await expect(report(page)).toContainText(doctor.reached.ok.title)
      await expectNothing('a form with a report')
      await press(page, button(page, settings.gateways.remove))
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNothing('a question')
    })
  })
}

test.describe('a studio whose gateway is set by its environment', () => {
  test.use({ studioOptions: { isConnected: true, key } })

  test('shows it, says why it cannot be changed, and tests it all the same', async ({
    page,
    studio,
  }) => {
    await openSettings(page, studio)
    const fixed = row(page, settings.gateways.environment)
    await expect(fixed).toContainText(`•••• ${key.slice(-4)}`)
    await press(page, fixed.getByRole('button', { name: /^Test the connection/ }))
    await expect(report(page)).toContainText(doctor.reached.ok.keyAccepted)
    await expect(fixed.getByRole('button', { name: /^Edit/ })).toHaveCount(0)
  })
})
