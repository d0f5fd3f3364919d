import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from './fixtures'
import { freePort, runCommand, startRefused } from './processes'

const signedOut = /401|403/

test('the printed address signs in once, and leaves no token in the address bar', async ({
  page,
  studio,
  browser,
  expectConsole,
}) => {
  expectConsole(signedOut)
  const used: string[] = []
  page.on('request', (request) => used.push(request.url()))
  await studio.signIn(page)
  expect((await studio.get('/api/me')).status()).toBe(200)
  const printed = /https?:\S+#t=(\S+)/.exec(studio.output())!
  expect(used.join('\n')).not.toContain(printed[1])

  const stranger = await browser.newContext()
  const visit = await stranger.newPage()
  await visit.goto(printed[0])
  await expect(visit.getByRole('heading', { level: 1 })).toBeVisible()
  expect((await stranger.request.get(`${studio.url()}/api/me`)).status()).toBe(401)
  await stranger.close()
})

test('a session outlives a restart, and a restart prints a new address', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const first = /#t=(\S+)/.exec(studio.output())![1]!
  await studio.restart()
  expect((await studio.get('/api/me')).status()).toBe(200)
  const printed = [...studio.output().matchAll(/#t=(\S+)/g)].map((match) => match[1])
  expect(printed).toHaveLength(2)
  expect(printed[1]).not.toBe(first)
})

test('whoever has signed out is nobody', async ({ page, studio, expectConsole }) => {
  expectConsole(signedOut)
  await studio.signIn(page)
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const answer = await studio.post('/api/logout')
  expect(answer.status()).toBe(204)
  expect(answer.headers()['clear-site-data']).toBe('"cache"')
  await page.context().addCookies([cookie!])
  expect((await studio.get('/api/me')).status()).toBe(401)
})

test('the way out is in the settings', async ({ page, studio, expectConsole }) => {
  expectConsole(signedOut)
  await studio.signIn(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Safelight' })).toBeVisible()
  expect((await page.request.get(`${studio.url()}/api/me`)).status()).toBe(401)
})

test('a page of another origin cannot make the studio submit', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/./)
  await studio.signIn(page)
  const foreign = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<p>evil')
  })
  const port = await freePort()
  await new Promise<void>((resolve) => foreign.listen(port, '127.0.0.1', resolve))
  try {
    const evil = await page.context().newPage()
    await evil.goto(`http://localhost:${port}/`)
    await evil.evaluate(async (url) => {
      const body = JSON.stringify({
        items: [{ clientKey: 'evil-evil-evil', submission: { verb: 'imagine', prompt: 'evil' } }],
      })
      const credentials = 'include' as const
      const attempts = [
        { mode: 'no-cors' as const, headers: { 'content-type': 'text/plain' } },
        { mode: 'cors' as const, headers: { 'content-type': 'application/json' } },
        {
          mode: 'cors' as const,
          headers: { 'content-type': 'application/json', 'x-safelight': '1' },
        },
      ]
      for (const attempt of attempts) {
        await fetch(`${url}/api/submits`, { method: 'POST', body, credentials, ...attempt }).catch(
          () => undefined,
        )
      }
      navigator.sendBeacon(`${url}/api/submits`, body)
      const form = document.createElement('form')
      form.method = 'post'
      form.enctype = 'text/plain'
      form.action = `${url}/api/submits`
      document.body.append(form)
      form.submit()
    }, studio.url())
    await evil.waitForLoadState()
    const feed = (await (await studio.get('/api/tasks')).json()) as { tasks: unknown[] }
    expect(feed.tasks).toEqual([])
    expect(await studio.demo.charges()).toBe(0)
  } finally {
    foreign.close()
  }
})

test('only this machine can knock at a default start', async ({ studio }) => {
  const port = Number(new URL(studio.url()).port)
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && address.family === 'IPv4')
  for (const address of others) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: address!.address, timeout: 2_000 })
      socket.on('connect', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('timeout', () => resolve(false))
    })
    expect(reached, address!.address).toBe(false)
  }
  expect((await studio.get('/api/health')).status()).toBe(200)
})

test('a token opens /mj to other tools until it is revoked', async ({ studio, playwright }) => {
  const env = { SAFELIGHT_DATA: studio.folder }
  const made = await runCommand(['lib/server/command/token.ts', 'a tool'], env)
  const token = /sl-\S+/.exec(made.output)![0]
  const tool = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
  const submitted = await tool.post(`${studio.url()}/mj/submit/imagine`, {
    data: { prompt: 'a lighthouse in fog' },
  })
  const { code, result } = (await submitted.json()) as { code: number; result: string }
  expect(code).toBe(1)
  const fetched = async () => {
    const answer = await tool.get(`${studio.url()}/mj/task/${result}/fetch`)
    return (await answer.json()) as { status: string; imageUrl: string; buttons: unknown[] }
  }
  await expect.poll(async () => (await fetched()).status, { timeout: 30_000 }).toBe('SUCCESS')
  const { imageUrl, buttons } = await fetched()
  expect(buttons.length).toBeGreaterThan(4)
  const picture = await tool.get(imageUrl)
  expect(picture.headers()['content-type']).toMatch(/^image\//)
  expect((await tool.get(`${studio.url()}/api/tasks`)).status()).toBe(401)

  const listed = await runCommand(['lib/server/command/token.ts', 'list'], env)
  expect(listed.output).toContain('a tool')
  expect(listed.output).not.toContain(token)
  const id = listed.output.trim().split(/\s+/)[0]!
  await runCommand(['lib/server/command/token.ts', 'revoke', id], env)
  expect((await tool.get(imageUrl)).status()).toBe(401)
  await tool.dispose()
})

test.describe('a start that cannot succeed', () => {
  test('says in one sentence that the port is taken', async ({ studio }) => {
    const { port } = new URL(studio.url())
    const refused = await startRefused({ PORT: port, SAFELIGHT_DATA: `${studio.folder}-2` })
    expect(refused.code).toBe(1)
    expect(refused.output.trim().split('\n')).toHaveLength(1)
    expect(refused.output).toContain(`Port ${port} is taken`)
  })

  test('says who holds the data folder', async ({ studio }) => {
    const refused = await startRefused({ PORT: '0', SAFELIGHT_DATA: studio.folder })
    expect(refused.code).toBe(1)
    expect(refused.output).toMatch(/in use by another studio \(process \d+/)
    expect(refused.output).not.toContain('#t=')
  })

  test('says that the data folder cannot be written', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'safelight-e2e-'))
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    const refused = await startRefused({ PORT: '0', SAFELIGHT_DATA: path.join(file, 'data') })
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('cannot be written: set SAFELIGHT_DATA')
    expect(refused.output).not.toContain('    at ')
    await rm(folder, { recursive: true })
  })

  test('lists everything that is wrong with the environment', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'safelight-e2e-'))
    const refused = await startRefused({
      PORT: 'x',
      SAFELIGHT_HOST: '0.0.0.0',
      SAFELIGHT_DATA: folder,
    })
    expect(refused.code).toBe(78)
    expect(refused.output).toContain('PORT must be')
    expect(refused.output).toContain('set SAFELIGHT_PASSWORD')
    await rm(folder, { recursive: true })
  })
})
