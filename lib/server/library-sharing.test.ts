import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeMember, insertMember } from '@/lib/db/members'
import { addPicture } from '@/lib/db/pictures'
import { changeTask, readTask } from '@/lib/db/tasks'
import type { Task } from '@/lib/mj/task'
import { nameKey } from './member-names'
import { viewerOf } from './member-state'
import { develop, foundBy } from './testing/develop'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

const anna = viewerOf('anna')
const ben = viewerOf('ben')

let under: StudioUnderTest
let annas: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
  await addPerson('anna', 'Anna Ødegård')
  await addPerson('ben', 'Ben')
  annas = under.as(anna)
})
afterEach(() => under.close())

async function addPerson(id: string, name: string): Promise<void> {
  await insertMember(under.studio.db, {
    id,
    name,
    name_key: nameKey(name),
    password: 'joined',
    budget_per_day: null,
    invite_hash: null,
    invite_expires_at: null,
    created_at: under.clock.now(),
    seen_at: null,
    removed_at: null,
  })
}

async function framesOf(task: Task, who = anna): Promise<readonly string[]> {
  const frames = await under.studio.library.framesOf(who, [task.id])
  return frames.map((frame) => frame.id)
}

async function share(task: Task, isShared = true, who = anna): Promise<readonly string[]> {
  const ids = await framesOf(task, who)
  return (await under.studio.library.share(who, { ids: ids.slice(0, 1) }, isShared)).changed
}

const found = (query: string, who = viewer) => foundBy(under, query, who)
const suggested = async (query: string, who = viewer) =>
  (await under.studio.library.suggest(who, query)).map(({ text }) => text)

async function isSharedNew(after: number): Promise<boolean> {
  return (await under.studio.changes(ben, after, { holdMs: 0 })).isSharedNew
}

const seqNow = async () => (await under.studio.changes(ben, 0, { holdMs: 0 })).seq

test('a task is shared whole by one of its frames, found by everybody, and private again', async () => {
  const task = await develop(annas, 'a red fox in the snow --ar 2:1')
  const ids = await framesOf(task)
  expect(await found('is:shared')).toEqual([])
  expect(await share(task)).toEqual(ids.slice(0, 1))
  for (const who of [viewer, anna, ben]) {
    expect(await found('is:shared', who)).toEqual(ids)
    expect(await found('is:shared fox', who)).toEqual(ids)
    expect(await found('is:shared "red fox"', who)).toEqual(ids)
    expect(await found('is:shared ar:2:1 is:grid sno', who)).toEqual(ids)
    expect(await found('is:shared heron', who)).toEqual([])
    expect(await found('is:shared -fox', who)).toEqual([])
  }
  expect(await found('fox')).toEqual([])
  expect(await found('fox', anna)).toEqual(ids)
  expect(await found('-is:shared', anna)).toEqual([])
  expect(await share(task)).toEqual([])
  expect(await share(task, false)).toEqual(ids.slice(0, 1))
  expect(await found('is:shared')).toEqual([])
  expect(await found('is:shared fox')).toEqual([])
  expect(await found('-is:shared', anna)).toEqual(ids)
})

test('what is shared tells who shares it, to the others', async () => {
  const task = await develop(annas, 'a red fox')
  await share(task)
  const ids = await framesOf(task)
  const owner = { id: 'anna', name: 'Anna Ødegård' }
  const [seen] = await under.studio.library.framesById(viewer, ids)
  expect(seen).toMatchObject({ owner, isShared: true })
  const [own] = await under.studio.library.framesById(anna, ids)
  expect(own).toMatchObject({ owner: null, isShared: true })
  expect((await under.task(task.id)).owner).toEqual(owner)
  expect(await annas.task(task.id)).toMatchObject({ owner: null, sharedAt: under.clock.now() })
})

test('by: asks for what one person shares, by the name they have now', async () => {
  const annasTask = await develop(annas, 'a red fox')
  const bensTask = await develop(under.as(ben), 'a blue fox')
  await share(annasTask)
  await share(bensTask, true, ben)
  const [ofAnna, ofBen] = [await framesOf(annasTask), await framesOf(bensTask, ben)]
  expect(await found('is:shared')).toEqual([...ofBen, ...ofAnna])
  expect(await found('by:ben')).toEqual(ofBen)
  expect(await found('by:"anna ødegård" fox')).toEqual(ofAnna)
  expect(await found('is:shared -by:ben')).toEqual(ofAnna)
  expect(await found('by:nobody')).toEqual([])
  expect(await found('-is:shared by:ben', ben)).toEqual([])
  await develop(under.as(ben), 'a private fox')
  expect(await found('-is:shared by:ben', ben)).toHaveLength(4)
  expect(await found('-is:shared by:ben', anna)).toEqual([])
  await changeMember(under.studio.db, 'ben', { name: 'Benno', name_key: 'benno' })
  expect(await found('by:ben')).toEqual([])
  expect(await found('by:benno')).toEqual(ofBen)
  expect(await suggested('by:')).toEqual(['by:"Anna Ødegård"', 'by:Benno'])
  expect(await suggested('is:shared benn')).toEqual(['by:Benno'])
})

test('what another keeps to themselves is neither told nor found', async () => {
  const parent = await develop(annas, 'a secretive parent of a fox')
  const press = {
    verb: 'action',
    taskId: parent.id,
    customId: parent.buttons[0]!.customId,
  } as const
  const child = await develop(annas, press, { isGrid: false })
  const sibling = await develop(annas, { ...press, customId: parent.buttons[1]!.customId })
  await under.studio.library.note(anna, child.id, 'for the zeppelin museum')
  await under.studio.library.mark(
    anna,
    { ids: await framesOf(child) },
    { favourite: true, kept: true },
  )
  await share(child)
  const ids = await framesOf(child)
  const seen = await under.task(child.id)
  expect(seen).toMatchObject({ parent: null, children: [], note: '', clientKeys: [] })
  expect((await under.studio.family(viewer, child.id)).map(({ id }) => id)).toEqual([child.id])
  const [frame] = await under.studio.library.framesById(viewer, ids)
  expect(frame).toMatchObject({ isFavourite: false, isKept: false })
  for (const query of [
    'zeppelin',
    'zepp',
    '"zeppelin museum"',
    'has:note',
    'has:parent',
    'is:favourite',
    'is:kept',
  ]) {
    expect(await found(`is:shared ${query}`), query).toEqual([])
    expect(await found(`is:shared -${query}`), query).toEqual(ids)
  }
  expect(await found('zeppelin has:note has:parent is:favourite', anna)).toEqual(ids)
  expect(await found('is:shared is:favourite', anna)).toEqual(ids)
  expect(await suggested('is:shared zepp')).toEqual([])
  expect(await suggested('zepp')).toEqual([])
  expect(await suggested('zepp', anna)).toEqual(['zeppelin'])
  for (const id of [parent.id, sibling.id]) {
    await expect(under.task(id)).rejects.toMatchObject({ kind: 'not-found' })
  }
  await share(parent)
  expect((await under.task(child.id)).parent).toEqual(child.parent)
  expect((await under.task(parent.id)).children.map(({ id }) => id)).toEqual([child.id])
  expect(await found('is:shared has:parent')).toEqual(ids)
  expect(await found('is:shared has:children')).toEqual(await framesOf(parent))
  await share(child, false)
  expect(await found('is:shared has:children')).toEqual([])
  expect(await found('has:children', anna)).toEqual(await framesOf(parent))
})

test('the trash takes what is shared out of sight, frame by frame, and brings it back', async () => {
  const task = await develop(annas, 'a red fox')
  await share(task)
  const ids = await framesOf(task)
  const trash = (some: readonly string[], trashed: boolean) =>
    under.studio.library.mark(anna, { ids: some }, { trashed })
  await trash(ids.slice(0, 1), true)
  expect(await found('is:shared')).toEqual(ids.slice(1))
  expect(await under.studio.library.framesOf(viewer, [task.id])).toHaveLength(3)
  await trash(ids, true)
  expect(await found('is:shared')).toEqual([])
  expect(await found('is:shared fox')).toEqual([])
  expect(await found('is:shared is:trashed', anna)).toEqual([])
  await expect(under.task(task.id)).rejects.toMatchObject({ kind: 'not-found' })
  const picture = task.pictures[0]!.id
  await expect(under.studio.image(viewer, picture, 256)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await trash(ids.slice(0, 2), false)
  expect(await found('is:shared fox')).toEqual(ids.slice(0, 2))
  await under.studio.library.emptyTrash(anna, { query: 'is:trashed', except: [] })
  expect(await found('is:shared fox')).toEqual(ids.slice(0, 2))
  await trash(ids.slice(0, 2), true)
  await under.studio.library.emptyTrash(anna, { query: 'is:trashed', except: [] })
  expect((await annas.task(task.id)).sharedAt).toBeNull()
})

test('what changes of a shared task changes for everybody', async () => {
  const task = await develop(annas, 'a red fox')
  await share(task)
  const ids = await framesOf(task)
  expect(await found('is:shared speed:fast')).toEqual([])
  await under.studio.db.transaction().execute((db) => changeTask(db, task.id, { speed: 'fast' }))
  expect(await found('is:shared speed:fast')).toEqual(ids)
})

test('whoever watches hears that something is or is no longer shared, and of nothing private', async () => {
  const task = await develop(annas, 'a red fox')
  let seq = await seqNow()
  expect(await isSharedNew(seq)).toBe(false)
  await under.studio.library.note(anna, task.id, 'a note')
  expect(await isSharedNew(seq)).toBe(false)
  await share(task)
  expect(await isSharedNew(seq)).toBe(true)
  seq = await seqNow()
  expect(await isSharedNew(seq)).toBe(false)
  await share(task, false)
  expect(await isSharedNew(seq)).toBe(true)
  const { tasks } = await under.studio.changes(ben, 0, { holdMs: 0 })
  expect(tasks).toEqual([])
})

test('a known wall of everybody is true after each change of it', async () => {
  const task = await develop(annas, 'a red fox')
  const other = await develop(under.as(ben), 'a blue fox')
  const total = async () => (await under.studio.library.wall(viewer, 'is:shared')).total
  const search = { name: 'All of us', query: 'is:shared' }
  expect(await total()).toBe(0)
  expect((await under.studio.library.saveSearch(viewer, search)).count).toBe(0)
  await share(task)
  expect(await total()).toBe(4)
  expect((await under.studio.library.searches(viewer))[0]!.count).toBe(4)
  await share(other, true, ben)
  expect(await total()).toBe(8)
  await share(task, false)
  expect(await total()).toBe(4)
  expect((await under.studio.library.searches(viewer))[0]!.count).toBe(4)
})

test('a shared frame of another lies in a collection for as long as it is shared', async () => {
  const { library } = under.studio
  const task = await develop(annas, 'a red fox')
  await library.note(anna, task.id, 'zeppelin')
  const own = await develop(under, 'a fox of my own')
  await library.note(viewer, own.id, 'zeppelin')
  const ids = await framesOf(task)
  const { id } = await library.createCollection(viewer, 'Foxes')
  expect((await library.collect(viewer, id, { ids })).changed).toEqual([])
  await share(task)
  expect((await library.collect(viewer, id, { ids: ids.slice(0, 2) })).changed).toHaveLength(2)
  const ownIds = (await framesOf(own, viewer)).slice(0, 1)
  await library.collect(viewer, id, { ids: ownIds })
  const all = [...ids.slice(0, 2), ...ownIds]
  expect(await found('in:Foxes')).toEqual(all)
  expect(await found('in:Foxes red')).toEqual(ids.slice(0, 2))
  expect(await found('in:Foxes fox -red')).toEqual(ownIds)
  expect(await found('in:Foxes zepp')).toEqual(ownIds)
  expect(await found('in:Foxes "zeppelin"')).toEqual(ownIds)
  expect(await found('in:Foxes is:shared')).toEqual(ids.slice(0, 2))
  expect(await found('in:Foxes -is:shared')).toEqual(ownIds)
  const [collection] = await library.collections(viewer)
  expect(collection).toMatchObject({ count: 3 })
  expect(collection!.cover.map((frame) => frame.owner?.name)).toEqual([
    'Anna Ødegård',
    'Anna Ødegård',
    undefined,
  ])
  await share(task, false)
  expect(await found('in:Foxes')).toEqual(ownIds)
  const [left] = await library.collections(viewer)
  expect(left).toMatchObject({ count: 1 })
  expect(left!.cover).toHaveLength(1)
  await share(task)
  expect(await found('in:Foxes')).toEqual(all)
  expect((await library.uncollect(viewer, id, { ids })).changed).toEqual(ids.slice(0, 2))
})

test('a button of what another shares makes a task of whoever presses it', async () => {
  const parent = await develop(annas, 'a red fox')
  const press = {
    verb: 'action',
    taskId: parent.id,
    customId: parent.buttons[0]!.customId,
  } as const
  await expect(under.submit(press)).rejects.toMatchObject({ kind: 'not-found' })
  await share(parent)
  const child = await develop(under, press, { isGrid: false })
  expect(child).toMatchObject({ owner: null, prompt: 'a red fox', parent: { id: parent.id } })
  expect(child.gateway).toEqual(parent.gateway)
  // What came of it is the presser's own, and nobody else hears of it.
  expect((await annas.task(parent.id)).children).toEqual([])
  expect(await found('has:children', anna)).toEqual([])
  await expect(annas.task(child.id)).rejects.toMatchObject({ kind: 'not-found' })
  expect((await under.task(parent.id)).children.map(({ id }) => id)).toEqual([child.id])
  expect((await under.studio.family(viewer, child.id)).map(({ id }) => id)).toEqual([
    parent.id,
    child.id,
  ])
  await share(parent, false)
  expect((await under.studio.family(viewer, child.id)).map(({ id }) => id)).toEqual([child.id])
})

test('pictures that come later to a shared task are shared, and to a private one are not', async () => {
  const task = await develop(annas, 'a red fox')
  await share(task)
  const ids = await framesOf(task)
  const { db } = under.studio
  const picture = task.pictures[0]!
  const row = await db
    .selectFrom('picture')
    .selectAll()
    .where('id', '=', picture.id)
    .executeTakeFirstOrThrow()
  const stale = { ...(await readTask(db, task.id)), shared_at: null }
  const { position: _, ...beside } = row
  const add = (id: string) =>
    db
      .transaction()
      .execute((tx) =>
        addPicture(tx, stale, { ...beside, id, quadrants_json: null, pasted_json: '{}' }),
      )
  await add('later')
  expect(await found('is:shared')).toEqual([...ids, 'later'])
  expect((await under.task(task.id)).pasted.map(({ id }) => id)).toEqual(['later'])
  await share(task, false)
  await add('latest')
  expect(await found('is:shared')).toEqual([])
  await expect(under.studio.image(viewer, 'latest', 'original')).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('sharing many tasks at once shares each of them', async () => {
  const tasks: Task[] = []
  for (let n = 0; n < 5; n += 1) tasks.push(await develop(annas, `fox number ${n}`))
  const all = { query: 'fox', except: await framesOf(tasks[2]!) }
  expect((await under.studio.library.share(anna, all, true)).changed).toHaveLength(16)
  expect(await found('is:shared fox')).toHaveLength(16)
  const { changed } = await under.studio.library.share(anna, { query: '', except: [] }, false)
  expect(changed).toHaveLength(16)
  expect(await found('is:shared')).toEqual([])
})
