import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as collect } from '@/app/api/collections/[id]/collect/route'
import { POST as makeExport } from '@/app/api/exports/route'
import { GET as around } from '@/app/api/library/around/route'
import { GET as framesOf } from '@/app/api/library/frames/of-tasks/route'
import { POST as framesById } from '@/app/api/library/frames/route'
import { POST as mark } from '@/app/api/library/mark/route'
import { POST as share } from '@/app/api/library/share/route'
import { POST as trash } from '@/app/api/library/trash/route'
import { POST as keepPicture } from '@/app/api/references/from-picture/route'
import { POST as submit } from '@/app/api/submits/route'
import { GET as outlook, POST as retry } from '@/app/api/tasks/[id]/archive/route'
import { POST as cancel } from '@/app/api/tasks/[id]/cancel/route'
import { GET as children } from '@/app/api/tasks/[id]/children/route'
import { GET as history } from '@/app/api/tasks/[id]/history/route'
import { GET as maskDocument } from '@/app/api/tasks/[id]/mask/route'
import { POST as note } from '@/app/api/tasks/[id]/note/route'
import { POST as pasteBack } from '@/app/api/tasks/[id]/paste-back/route'
import { GET as task } from '@/app/api/tasks/[id]/route'
import { POST as seed } from '@/app/api/tasks/[id]/seed/route'
import { POST as unclear } from '@/app/api/tasks/[id]/unclear/route'
import { POST as answerWindow } from '@/app/api/tasks/[id]/window/route'
import { GET as image } from '@/app/images/[pictureId]/[what]/route'
import { GET as film } from '@/app/images/[pictureId]/video/route'
import { GET as mask } from '@/app/images/mask/[taskId]/route'
import { GET as preview } from '@/app/images/preview/[taskId]/route'
import type { Viewer } from './viewer'
import type { RouteHandler } from './api'
import { viewerOf } from './member-state'
import { develop } from './testing/develop'
import { libraryJson } from './testing/exchange'
import { byPage, callRoute, readAnswer, type Sent, serveRoutes } from './testing/route-calls'
import { plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

const anna = viewerOf('anna')

type Ids = { task: string; picture: string; film: string; frame: string; isShared: boolean }
type Whose = 'mine' | 'mine, shared' | 'hers, shared' | 'hers'
type Outcome = 'yes' | 'forbidden' | 'gone'

let cookie = ''
let collection = ''
let under: StudioUnderTest
const all = new Map<Whose, Ids>()

beforeAll(async () => {
  under = await studioUnderTest()
  cookie = await serveRoutes(under.studio).signIn()
  all.set('mine', await make(viewer, false))
  all.set('mine, shared', await make(viewer, true))
  all.set('hers, shared', await make(anna, true))
  all.set('hers', await make(anna, false))
  collection = (await under.studio.library.createCollection(viewer, 'Of mine')).id
}, 60_000)
afterAll(() => under.close())

/** A region's result with its mask and a film, of a parent that is as private as it is. */
async function make(who: Viewer, isShared: boolean): Promise<Ids> {
  const { studio } = under
  const parent = await develop(under.as(who), 'a red fox')
  const png = Buffer.from(await plainPicture(128, 64, '#ffffff')).toString('base64')
  const answer = {
    prompt: 'cranes',
    maskBase64: `data:image/png;base64,${png}`,
    maskDocument: '{"version":1,"width":8,"height":8,"commands":[]}',
  }
  const customId = 'MJ::Inpaint::1::job::SOLO'
  const submission = { verb: 'action', taskId: parent.id, customId, answer } as const
  const { id, pictures } = await develop(under.as(who), submission)
  const picture = pictures[0]!.id
  const film = `film${id}`
  const { sha256 } = await studio.db
    .selectFrom('picture')
    .select('sha256')
    .where('id', '=', picture)
    .executeTakeFirstOrThrow()
  await studio.db
    .insertInto('video')
    .values({
      id: film,
      task_id: id,
      position: 0,
      sha256,
      type: 'video/mp4',
      size_bytes: 1,
      poster_id: picture,
      created_at: 0,
    })
    .execute()
  const parents = await studio.library.framesOf(who, [parent.id, id])
  await studio.library.share(who, { ids: parents.map((frame) => frame.id) }, isShared)
  return { task: id, picture, film, frame: `${picture}-1`, isShared }
}

async function outcomeOf(route: RouteHandler, sent: Sent): Promise<Outcome> {
  const response = await callRoute(route, sent, byPage(cookie))
  const told = (await readAnswer<Told | undefined>(response)).json ?? {}
  if (response.status === 403) {
    expect(told.error?.message).toMatch(/^this is shared by somebody else/)
    return 'forbidden'
  }
  // Somebody who asks for several is told of those that there are.
  const isNothing = (told.changed ?? told.frames)?.length === 0 || told.index === -1
  if (response.status === 404 || isNothing || isEmptyExport(told)) return 'gone'
  // Whatever else is wrong with a request, nobody has been kept away from the task.
  expect([200, 201, 202, 204, 409]).toContain(response.status)
  return 'yes'
}

type Told = {
  changed?: unknown[]
  frames?: unknown[]
  index?: number
  error?: { message: string }
}

function isEmptyExport({ error }: Told): boolean {
  return error?.message === 'there is nothing to export in this selection'
}

type Case = [string, RouteHandler, (ids: Ids) => Sent]

const ofTask = (ids: Ids, body?: unknown): Sent => ({
  params: { id: ids.task, taskId: ids.task },
  ...(body === undefined ? {} : { body }),
})
const ofPicture = (ids: Ids, what: string): Sent => ({ params: { pictureId: ids.picture, what } })
const selection = (ids: Ids) => ({ ids: [ids.frame] })
const press = (ids: Ids) => ({
  clientKey: crypto.randomUUID(),
  submission: { verb: 'action', taskId: ids.task, customId: 'MJ::JOB::reroll::0::job::SOLO' },
})

const reads: readonly Case[] = [
  ['a task with its family', task, (ids) => ofTask(ids)],
  ['what came of a task', children, (ids) => ofTask(ids)],
  ['a history', history, (ids) => ofTask(ids)],
  ['how pictures stand', outlook, (ids) => ofTask(ids)],
  ['the strokes of a mask', maskDocument, (ids) => ofTask(ids)],
  ['a mask', mask, (ids) => ofTask(ids)],
  ['a preview', preview, (ids) => ofTask(ids)],
  ['a small picture', image, (ids) => ofPicture(ids, '256')],
  ['a large picture', image, (ids) => ofPicture(ids, '1024')],
  ['an original', image, (ids) => ofPicture(ids, 'original')],
  ['a quadrant', image, (ids) => ofPicture(ids, 'quadrant-2')],
  ['a film', film, (ids) => ({ params: { pictureId: ids.film } })],
  ['frames by name', framesById, ({ frame }) => ({ body: { ids: [frame] } })],
  ['frames of a task', framesOf, (ids) => ({ query: `?ids=${ids.task}` })],
  [
    'neighbours of a frame',
    around,
    ({ frame, isShared }) => ({ query: `?q=${isShared ? 'is:shared' : ''}&frame=${frame}` }),
  ],
  [
    'a picture as a reference',
    keepPicture,
    ({ picture }) => ({ body: { pictureId: picture, quadrant: 1 } }),
  ],
  ['an export of frames', makeExport, (ids) => ({ body: { selection: selection(ids) } })],
  [
    'an export of a family',
    makeExport,
    (ids) => ({ body: { selection: { families: [ids.task] } } }),
  ],
  ['a press of a button', submit, (ids) => ({ body: { items: [press(ids)] } })],
  [
    'a place in a collection',
    collect,
    (ids) => ({ params: { id: collection }, body: { selection: selection(ids) } }),
  ],
]

const writes: readonly Case[] = [
  ['a note', note, (ids) => ofTask(ids, { note: 'a note' })],
  ['a seed', seed, (ids) => ofTask(ids, {})],
  ['a cancellation', cancel, (ids) => ofTask(ids, {})],
  ['a word about what is unclear', unclear, (ids) => ofTask(ids, { choice: 'dismiss' })],
  ['another try to keep', retry, (ids) => ofTask(ids, {})],
  ['a pasted picture', pasteBack, (ids) => ofTask(ids, { quadrant: 1, feather: 0 })],
  [
    'an answer to a window',
    answerWindow,
    (ids) => ofTask(ids, { clientKey: crypto.randomUUID(), prompt: 'a fox' }),
  ],
  ['a mark', mark, (ids) => ({ body: { selection: selection(ids), marks: { favourite: true } } })],
  [
    'sharing, or no longer',
    share,
    (ids) => ({ body: { selection: selection(ids), isShared: !ids.isShared } }),
  ],
]

const whose = ['mine', 'mine, shared', 'hers, shared', 'hers'] as const

describe.each(whose)('what is %s', (whom) => {
  test.each(reads)('is read: %s', async (_name, route, send) => {
    const expected = whom === 'hers' ? 'gone' : 'yes'
    expect(await outcomeOf(route, send(all.get(whom)!))).toBe(expected)
  })
})

describe.each(whose.toReversed())('what is %s', (whom) => {
  test.each(writes)('is changed by its owner alone: %s', async (_name, route, send) => {
    const expected = {
      mine: 'yes',
      'mine, shared': 'yes',
      'hers, shared': 'forbidden',
      hers: 'gone',
    }
    expect(await outcomeOf(route, send(all.get(whom)!))).toBe(expected[whom])
  })
})

test('what is another’s is changed neither by the name of a search nor beside what is one’s own', async () => {
  const marks = { kept: true }
  const { frame } = all.get('hers, shared')!
  const ids = [all.get('mine')!.frame, frame]
  const everything = { query: 'is:shared', except: [] }
  for (const one of [{ ids }, everything]) {
    expect(await outcomeOf(mark, { body: { selection: one, marks } })).toBe('forbidden')
    expect(await outcomeOf(share, { body: { selection: one, isShared: false } })).toBe('forbidden')
  }
  const frames = await under.studio.library.framesById(viewer, ids)
  expect(frames.map(({ isKept }) => isKept)).toEqual([false, false])
  const [hers] = await under.studio.library.framesById(anna, [frame])
  expect(hers).toMatchObject({ isKept: false, isShared: true })
})

test('a shared task is not thrown away by anybody else', async () => {
  const taskIds = [all.get('hers, shared')!.task]
  expect(await outcomeOf(trash, { body: { taskIds, isTrashed: true } })).toBe('forbidden')
  expect((await under.as(anna).task(taskIds[0]!)).trashedAt).toBeNull()
})

test('an export of what another shares holds nothing that stays with them', async () => {
  const { task: id, frame } = all.get('hers, shared')!
  const { exchange, library } = under.studio
  await library.note(anna, id, 'for the zeppelin museum')
  await library.mark(anna, { ids: [frame] }, { favourite: true })
  const { id: made } = await exchange.makeExport(viewer, { ids: [frame] })
  const bytes = Buffer.from(
    await new Response(exchange.readExport(viewer, made).bytes).arrayBuffer(),
  )
  const json = await libraryJson(bytes)
  expect(json).toContain('"favouriteAt":null')
  expect(json).not.toContain('zeppelin')
})
