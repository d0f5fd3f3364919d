/**
 * Each dialect beside Plus's, lived through with the personality of the demo gateway that speaks it. The two were
 * written from the same documents and not from each other, so that one misunderstanding cannot hide in both.
 */
import { describe, expect, test } from 'vitest'
import type { DemoGatewayOptions } from '@/lib/demo/gateway'
import { personalities } from '@/lib/demo/wire/wire'
import { parseButton, type ButtonKind } from '@/lib/mj/buttons'
import type { Submission } from '@/lib/mj/submission'
import { readSyntheticButton } from '@/lib/mj/synthetic-buttons'
import { isTerminalStatus, type TaskReport } from '@/lib/mj/task'
import { dialectById } from './dialects'
import type { Dialect } from './dialect'
import { failureReason } from './failures'
import { fox, openDemoWorld, paceMs, pictureOf, taskIdOf } from './testing/demo-world'
import { whyUnsupported } from './unsupported'

function dialectOf(personality: string): Dialect {
  const dialect = dialectById(personality)
  if (!dialect) throw new Error(`the demo gateway speaks ${personality}, and no dialect does`)
  return dialect
}

describe.each(personalities.filter((name) => name !== 'plus'))('%s', (personality) => {
  const dialect = dialectOf(personality)
  const { capabilities } = dialect

  async function open(faults = '', options: DemoGatewayOptions = {}) {
    const world = await openDemoWorld({ dialect }, { personality, ...options, faults })
    const { gateway, found } = world
    const reach = async (taskId: string, isThere: (report: TaskReport) => boolean) => {
      for (let look = 0; look < 40; look++) {
        const report = await found(taskId)
        if (isThere(report)) return report
        world.pass(paceMs)
      }
      throw new Error(`never came to it: ${JSON.stringify(await found(taskId))}`)
    }
    const finish = async (taskId: string) => {
      const report = await reach(taskId, ({ status }) => isTerminalStatus(status))
      expect(report).toMatchObject({ id: taskId, status: 'SUCCESS', progress: 100 })
      return report
    }
    const press = async (parent: TaskReport, kind: ButtonKind, index?: number) => {
      const button = parent.buttons.find((candidate) => {
        const meaning = parseButton(candidate)
        return meaning.kind === kind && (!('index' in meaning) || meaning.index === index)
      })
      if (!button) throw new Error(`no ${kind} ${index} among ${JSON.stringify(parent.buttons)}`)
      const { customId } = button
      return await gateway.submit({ verb: 'action', taskId: parent.id, customId }, 'token-2')
    }
    return { ...world, reach, finish, press }
  }

  const kindsOf = (report: TaskReport) => [
    ...new Set(report.buttons.map((button) => parseButton(button).kind)),
  ]

  test('an imagine ends with its pictures and with buttons for them', async () => {
    const { gateway, found, finish } = await open()
    const taskId = taskIdOf(await gateway.submit(fox, 'token-1'))
    expect((await found(taskId)).buttons).toEqual([])
    const grid = await finish(taskId)
    expect(kindsOf(grid).toSorted()).toEqual(['reroll', 'upscale', 'variation'])
    expect(grid.buttons).toHaveLength(9)
    for (const url of [grid.imageUrl ?? '', ...grid.imageUrls]) {
      expect((await gateway.readPicture(url)).bytes.length).toBeGreaterThan(5_000)
    }
  })

  test('its buttons lead on, and are charged once each', async () => {
    const { demo, gateway, finish, press } = await open()
    const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
    const variation = await finish(taskIdOf(await press(grid, 'variation', 3)))
    expect(kindsOf(variation)).toEqual(kindsOf(grid))
    const single = await finish(taskIdOf(await press(variation, 'upscale', 2)))
    expect(kindsOf(single)).not.toContain('upscale')
    expect(kindsOf(await finish(taskIdOf(await press(grid, 'reroll'))))).toEqual(kindsOf(grid))
    expect(demo.counts().charges).toHaveLength(4)
    const areOurs = grid.buttons.map(({ customId }) => readSyntheticButton(customId) !== undefined)
    expect(new Set(areOurs)).toEqual(new Set([!capabilities.action]))
  })

  test('what it can do it does, and what it cannot is not asked of it', async () => {
    const { demo, gateway, finish } = await open()
    const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
    const [red, blue] = [await pictureOf('red'), await pictureOf('blue')]
    const submissions: Submission[] = [
      { ...fox, base64Array: [red] },
      { verb: 'blend', base64Array: [red, blue], dimensions: 'PORTRAIT' },
      { verb: 'describe', base64: red },
      { verb: 'shorten', prompt: 'a very long and winding text about a red fox' },
      { verb: 'swap', sourceBase64: red, targetBase64: blue },
      { verb: 'change', taskId: grid.id, action: 'VARIATION', index: 2 },
      { verb: 'upload', base64Array: [red] },
    ]
    // A Plus, which may stand behind a relay, rerolls by its button only (gateways.md 1.2).
    if (!capabilities.action) {
      submissions.push({ verb: 'change', taskId: grid.id, action: 'REROLL', index: 0 })
    }
    for (const submission of submissions) {
      const before = demo.counts().submits
      const outcome = await gateway.submit(submission, 's')
      if (whyUnsupported(capabilities, submission) === null) {
        const type = submission.verb === 'upload' ? 'uploaded' : 'accepted'
        expect(outcome, submission.verb).toMatchObject({ type })
      } else {
        expect(outcome).toMatchObject({ type: 'refused', reason: 'not-supported' })
        expect(demo.counts().submits).toBe(before)
      }
    }
  })

  if (capabilities.region) {
    test('a region asks for its prompt and mask, and goes on', async () => {
      const { gateway, reach, finish, press } = await open()
      const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
      const single = await finish(taskIdOf(await press(grid, 'upscale', 1)))
      const window = await press(single, 'region')
      expect(window.type).toBe('window')
      await reach(taskIdOf(window), ({ status }) => status === 'MODAL' || status === 'NOT_START')
      const outcome = await gateway.submit(
        {
          verb: 'modal',
          taskId: taskIdOf(window),
          prompt: 'a blue fox',
          maskBase64: await pictureOf('white'),
        },
        's',
      )
      expect(outcome.type).toBe('accepted')
      await finish(taskIdOf(outcome))
    })
  }

  if (capabilities.modal) {
    test('the window of a remix shows at the latest when the task is looked at', async () => {
      const { gateway, reach, finish, press } = await open('', { remix: true })
      const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
      const outcome = await press(grid, 'variation', 1)
      expect(['window', 'accepted']).toContain(outcome.type)
      const taskId = taskIdOf(outcome)
      await reach(taskId, ({ status }) => status === 'MODAL')
      const modal: Submission = { verb: 'modal', taskId, prompt: 'a blue fox' }
      await finish(taskIdOf(await gateway.submit(modal, 's')))
    })
  }

  test('an unknown task is absent', async () => {
    const { gateway } = await open()
    expect(await gateway.fetch('4041111111111111')).toEqual({ type: 'absent' })
  })

  if (capabilities.listByCondition) {
    test('a list says the same as single reads, and leaves out what is unknown', async () => {
      const { gateway, found, finish } = await open()
      const first = taskIdOf(await gateway.submit(fox, 'a'))
      await finish(first)
      const second = taskIdOf(await gateway.submit(fox, 'b'))
      const listed = await gateway.list([second, '404', first])
      if (listed.type !== 'listed') throw new Error(JSON.stringify(listed))
      const byId = new Map(listed.reports.map((report) => [report.id, report]))
      expect([...byId.keys()].toSorted()).toEqual([first, second].toSorted())
      expect(byId.get(first)).toEqual(await found(first))
    })
  }

  if (capabilities.listByState) {
    test('its tasks are found again by our token', async () => {
      const { gateway } = await open()
      const taskId = taskIdOf(await gateway.submit(fox, 'token-1'))
      const recent = await gateway.listRecent()
      if (recent.type !== 'listed') throw new Error(JSON.stringify(recent))
      expect(recent.reports).toMatchObject([{ id: taskId, state: 'token-1' }])
    })
  }

  if (capabilities.seed) {
    test('a finished task has a seed', async () => {
      const { gateway, finish } = await open()
      const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
      expect(await gateway.seed(grid.id)).toMatchObject({ type: 'seed' })
    })
  }

  test('refusals have reasons, and cost nothing', async () => {
    const { demo, gateway } = await open()
    const blank = await gateway.submit({ verb: 'imagine', prompt: ' ' }, 's')
    expect(blank).toMatchObject({ type: 'refused', reason: 'invalid-request' })
    const orphan: Submission = capabilities.action
      ? { verb: 'action', taskId: '404', customId: 'MJ::JOB::upsample::1::u' }
      : { verb: 'change', taskId: '404', action: 'UPSCALE', index: 1 }
    expect(await gateway.submit(orphan, 's')).toMatchObject({
      type: 'refused',
      reason: 'parent-expired',
    })
    expect(demo.counts().charges).toEqual([])
  })

  // The first is refused by gateways that filter (cubicspaces says nothing of a filter), the second by Midjourney.
  const bannedWords = personality === 'cubicspaces' ? ['guillotine'] : ['gore', 'guillotine']

  test.each(bannedWords)('%s is named as a banned word, at once or by its end', async (word) => {
    const { gateway, reach } = await open()
    const outcome = await gateway.submit({ verb: 'imagine', prompt: `a ${word}` }, 's')
    if (outcome.type === 'refused') expect(outcome.reason).toBe('banned-word')
    else {
      const end = await reach(taskIdOf(outcome), ({ status }) => isTerminalStatus(status))
      expect(end.status).toBe('FAILURE')
      expect(failureReason(end.failReason)).toBe('banned-word')
    }
  })

  test('a key that is not its own is refused everywhere', async () => {
    const { demo, connect } = await open()
    const stranger = connect('sk-another0key')
    expect(await stranger.submit(fox, 's')).toMatchObject({
      type: 'refused',
      reason: 'key-refused',
    })
    expect(await stranger.fetch('1')).toEqual({ type: 'key-refused' })
    expect(demo.counts().charges).toEqual([])
  })

  test.each(['number-ids', 'string-code', 'snowflake-ids, number-ids'])(
    'under %s a submit is accepted, charged once, and found again',
    async (faults) => {
      const { demo, gateway, found } = await open(faults)
      const taskId = taskIdOf(await gateway.submit(fox, 's'))
      expect(demo.counts().charges).toMatchObject([{ taskId }])
      expect((await found(taskId)).id).toBe(taskId)
    },
  )
})
