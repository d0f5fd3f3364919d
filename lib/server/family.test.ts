import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { layTree } from '@/lib/gallery/tree'
import type { Task } from '@/lib/mj/task'
import { answerMj } from './mj-surface'
import { develop, keptTask, nextColor } from './testing/develop'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const buttonOf = (task: Task, label: string) =>
  task.buttons.find((button) => button.label === label)!.customId

const press = (task: Task, label: string) =>
  develop(under, { verb: 'action', taskId: task.id, customId: buttonOf(task, label) })

/** The same by another tool, which knows the studio as its gateway. */
async function pressOutside(task: Task, label: string): Promise<Task> {
  const answering = answerMj({
    studio: under.studio,
    viewer,
    method: 'POST',
    path: ['submit', 'action'],
    mode: null,
    body: { taskId: task.id, customId: buttonOf(task, label) },
    origin: 'http://studio.test',
  })
  const childId = async () => (await under.task(task.id)).children.at(-1)?.id
  const before = await childId()
  for (let turn = 0; turn < 200 && (await childId()) === before; turn += 1) {
    await under.clock.settle()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const id = (await childId())!
  await under.settled(id)
  await answering
  const { gatewayTaskId } = await under.task(id)
  const imageUrl = `https://cdn.example/${id}.png`
  under.gateway.pictures.set(imageUrl, await plainPicture(128, 64, nextColor()))
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl, buttons: gridButtons })
  return keptTask(under, id)
}

/** `a › V2 › U1`: what was pressed, from the beginning on. */
async function treeSeenFrom(task: Task): Promise<readonly string[]> {
  const family = await under.studio.family(viewer, task.id)
  const byId = new Map(family.map((member) => [member.id, member]))
  const nameOf = (id: string): string => {
    const { parent, prompt } = byId.get(id)!
    const made = byId.get(parent?.id ?? '')
    const label = made?.buttons.find(({ customId }) => customId === parent?.customId)?.label
    return made ? `${nameOf(made.id)} › ${label}` : prompt
  }
  const kin = family.map(({ id, parent }) => ({ id, parentId: parent?.id ?? null }))
  return layTree(kin).nodes.map(({ id }) => nameOf(id))
}

describe('a family', () => {
  test('five deep, some of it by another tool, is the same tree for each member and after a restart', async () => {
    const grid = await develop(under, 'a fox')
    const varied = await press(grid, 'V2')
    const outside = await pressOutside(varied, 'V1')
    const fourth = await press(outside, 'V4')
    const fifth = await pressOutside(fourth, 'U3')
    const brother = await pressOutside(grid, 'U1')
    await develop(under, 'a stranger')
    const tree = [
      'a fox',
      'a fox › V2',
      'a fox › V2 › V1',
      'a fox › V2 › V1 › V4',
      'a fox › V2 › V1 › V4 › U3',
      'a fox › U1',
    ]
    for (const member of [grid, varied, outside, fourth, fifth, brother]) {
      expect(await treeSeenFrom(member)).toEqual(tree)
    }
    await under.restart()
    for (const member of [grid, fifth, brother]) expect(await treeSeenFrom(member)).toEqual(tree)
  }, 60_000)

  test('of more than two hundred is told from the task outwards, without a gap on the way to it', async () => {
    const grid = await develop(under, 'many')
    const early = Array.from({ length: 205 }, (_, n) => ({
      clientKey: crypto.randomUUID(),
      submission: {
        verb: 'action' as const,
        taskId: grid.id,
        customId: buttonOf(grid, 'V1'),
        // No two of them alike, or a second one would be taken for an impatient click.
        accountFilter: { remark: String(n) },
      },
    }))
    await under.studio.submit(viewer, early)
    const late = await press(grid, 'V2')
    const child = await press(late, 'V3')
    const family = await under.studio.family(viewer, child.id)
    expect(family).toHaveLength(200)
    const ids = family.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([grid.id, late.id, child.id]))
    expect((await under.task(grid.id)).children).toHaveLength(206)
  }, 60_000)
})
