/**
 * The studio as a gateway: a client that was written from public documents alone (external-client.mjs) drives it
 * through every endpoint, whatever is behind it. Where that has no such thing the answer is code 4 with a sentence,
 * and the client itself ends with an error for everything else.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { demoOf } from './demo'
import { test } from './demos'
import { freePort, runClient, runCommand, startStudio } from './processes'

const cannot = (what: string) => `Not supported: this gateway has no ${what}.`
const noButton = (label: string) => `there is no button ${label}`
const solo = {
  'action: zoom': noButton('/^Zoom Out 2x$/'),
  'modal: custom zoom': noButton('/^Custom Zoom$/'),
  'modal: region': noButton('/^Vary \\(Region\\)$/'),
}
/** What relays in the manner of new-api neither cancel nor pass on. */
const relay = {
  cancel: 'this gateway cannot cancel tasks',
  'describe, then imagine': 'Not supported: this gateway does not relay this button.',
}

/** What does not work, by the dialect of what is behind the studio; everything else must. */
const refusals: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plus: {},
  'new-api': relay,
  crazyrouter: { ...relay, swap: cannot('swap'), upload: cannot('upload') },
  modes: {
    'image-seed': 'this gateway tells no seeds',
    cancel: 'this gateway cannot cancel tasks',
    swap: cannot('swap'),
    upload: cannot('upload'),
  },
  trueai: { cancel: '演示模式，禁止操作' },
  novicezk: {
    ...solo,
    'describe, then imagine': 'there is no button for the second prompt',
    shorten: cannot('shorten'),
    swap: cannot('swap'),
    upload: cannot('upload'),
    'image-seed': 'this gateway tells no seeds',
    cancel: 'this gateway cannot cancel tasks',
  },
  cubicspaces: {
    ...solo,
    'imagine with pictures': 'Not supported: this gateway takes no pictures beside a prompt.',
    blend: cannot('blend'),
    describe: cannot('describe'),
    'describe, then imagine': cannot('describe'),
    shorten: cannot('shorten'),
    swap: cannot('swap'),
    upload: cannot('upload'),
    'image-seed': 'this gateway tells no seeds',
    cancel: 'this gateway cannot cancel tasks',
  },
}

const auths: Readonly<Record<string, string>> = {
  novicezk: 'mj-api-secret',
  trueai: 'mj-api-secret',
}

for (const [personality, refused] of Object.entries(refusals)) {
  test(`a client of the documents finds its way in front of ${personality}`, async ({ demos }) => {
    test.setTimeout(300_000)
    const folder = await mkdtemp(path.join(tmpdir(), 'safelight-client-'))
    const key = 'sk-e2e-gateway-key'
    const demo = await demos.open({
      folder: path.join(folder, 'gateway'),
      key,
      paceMs: 300,
      personality,
    })
    try {
      const data = path.join(folder, 'data')
      const studio = await startStudio({
        PORT: String(await freePort()),
        SAFELIGHT_DATA: data,
        SAFELIGHT_GATEWAY_URL: demo.url,
        SAFELIGHT_GATEWAY_KEY: key,
        SAFELIGHT_GATEWAY_DIALECT: personality,
        SAFELIGHT_GATEWAY_AUTH: auths[personality] ?? 'bearer',
      })
      try {
        const made = await runCommand(['lib/server/command/token.ts', 'a client'], {
          SAFELIGHT_DATA: data,
        })
        const [token = ''] = made.output.split('\n')
        const drive = async (...words: string[]) => {
          const args = ['e2e/external-client.mjs', studio.url, token, ...words]
          const { code, output } = await runClient(args)
          expect(code, output).toBe(0)
          return JSON.parse(output) as Record<string, string>
        }
        const quick = await drive()
        // From here on nothing ends before it can be cancelled, however busy the machine.
        await demoOf(demo).pace(600_000)
        const verdicts = { ...quick, ...(await drive('cancel')) }
        const expected = Object.keys(verdicts).map((step) => [step, refused[step] ?? 'works'])
        expect(verdicts).toEqual(Object.fromEntries(expected))
        expect(Object.keys(verdicts)).toEqual(expect.arrayContaining(Object.keys(refused)))
        expect(studio.output()).not.toContain('"level":"error"')
      } finally {
        await studio.end('SIGTERM')
      }
    } finally {
      await demo.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
}
