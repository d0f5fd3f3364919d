import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SubmitOutcome } from '@/lib/mj/submission'
import { openStudio } from './open-studio'
import { plainPicture, scriptedGateway } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

test('an unclear upload is what a kill leaves between the word of the gateway and its writing down', async () => {
  const { id } = await under.studio.references.keep(viewer, await plainPicture())
  let answer: (outcome: SubmitOutcome) => void = () => {}
  under.gateway.answers.push(() => new Promise((resolve) => (answer = resolve)))
  const asked = under.studio.references.address(viewer, id)
  while (under.gateway.sent.length === 0) await under.clock.settle()
  // The disk as a kill would leave it in this moment.
  const folder = await mkdtemp(join(tmpdir(), 'safelight-killed-'))
  await cp(under.folder, folder, { recursive: true })
  answer({ type: 'uploaded', urls: ['https://cdn.example/a.png'] })
  await asked
  const gateway = scriptedGateway(() => under.clock.now())
  const { clock } = under
  const next = await openStudio({ folder, gateways: [gateway], clock })
  await expect(next.references.address(viewer, id)).rejects.toMatchObject({
    kind: 'gateway-timeout',
  })
  expect(gateway.sent).toEqual([])
  const { tasks } = await next.feed(viewer, { limit: 5 })
  expect(tasks).toMatchObject([{ verb: 'upload', state: { name: 'unclear' } }])
  await next.close()
  await rm(folder, { recursive: true })
})
