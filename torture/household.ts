/** A data folder with two people in it, each with a library, and everything of theirs marked so that it is found again. */
import { openDatabase } from '@/lib/db/engine'
import { insertMember } from '@/lib/db/members'
import type { Db, MemberRow } from '@/lib/db/schema'
import { viewerOf } from '@/lib/server/member-state'
import { databaseFile } from '@/lib/server/open-studio'
import { createSessions } from '@/lib/server/sessions'
import { gridButtons, plainPicture } from '@/lib/server/testing/scripted-gateway'
import { type HastyStudio, openHastyStudio } from './hasty-studio'
import { littlePicture } from './little-picture'
import { openPlainGateway } from './plain-gateway'
import { type Ids, nobody } from './routes'

/** In every text of whoever owns it. */
export const marks = { owner: 'MARK-OF-THE-OWNER', neighbour: 'MARK-OF-THE-NEIGHBOUR' }

export type Person = keyof typeof marks

export async function furnish(folder: string): Promise<Readonly<Record<Person, Ids>>> {
  const gateway = await openPlainGateway({
    taskOf: (_number, url) => ({ imageUrl: `${url}/grid.png`, buttons: gridButtons }),
    serve: () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: littlePicture }),
  })
  const studio = await openHastyStudio({ folder, gatewayUrl: gateway.url })
  try {
    await insertMember(studio.db, member('neighbour'))
    const [owner, neighbour] = await Promise.all([
      settle(studio, 'owner', '#345'),
      settle(studio, 'neighbour', '#543'),
    ])
    return { owner, neighbour }
  } finally {
    await studio.close()
    await gateway.close()
  }
}

async function settle(studio: HastyStudio, ownerId: Person, color: string): Promise<Ids> {
  const viewer = viewerOf(ownerId)
  const mark = marks[ownerId]
  const [task] = await studio.archiveAll(1, { viewer, words: mark })
  const [frame] = await studio.library.framesOf(viewer, [task!.id])
  await studio.library.note(viewer, task!.id, mark)
  const collection = await studio.library.createCollection(viewer, mark)
  await studio.library.collect(viewer, collection.id, { ids: [frame!.id] })
  const search = await studio.library.saveSearch(viewer, { name: mark, query: 'fox' })
  const reference = await studio.references.keep(viewer, await plainPicture(64, 64, color))
  // Names of tokens and members are told to the owner of the studio, and so are no marks.
  const { token } = await studio.tokens.make(viewer, 'a tool')
  const picture = task!.pictures[0]!.id
  return {
    task: task!.id,
    picture,
    // There is no film; its route is asked for a picture's id.
    video: picture,
    reference: reference.id,
    gateway: 'torture',
    collection: collection.id,
    search: search.id,
    frame: frame!.id,
    member: ownerId,
    token: token.id,
    // These a process remembers, and no folder.
    export: nobody.export,
    import: nobody.import,
  }
}

/** Somebody who has joined, by a password that nobody knows. */
export function member(id: string): MemberRow {
  return {
    id,
    name: id,
    name_key: id,
    password: 'nobody knows',
    budget_per_day: null,
    invite_hash: null,
    invite_expires_at: null,
    created_at: Date.now(),
    seen_at: null,
    removed_at: null,
  }
}

/** Moves in a member who has nothing: the cookie of their session, named as that of the owner. */
export async function takeLodger(db: Db, ownerCookie: string): Promise<string> {
  const [name = ''] = ownerCookie.split('=')
  await insertMember(db, member('lodger'))
  const sessions = createSessions({ db, password: null, now: Date.now })
  return `${name}=${await sessions.start('lodger')}`
}

/** While a studio runs on it or not, as the studio's own commands do. */
export async function withDatabase<T>(folder: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db } = await openDatabase({ file: databaseFile(folder) })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** All rows of a person, to be compared with themselves. */
export async function rowsOf(db: Db, ownerId: Person): Promise<string> {
  const owned = ['task', 'frame', 'collection', 'saved_search', 'reference', 'intent'] as const
  const lists = await Promise.all(
    owned.map((table) =>
      db.selectFrom(table).selectAll().where('owner_id', '=', ownerId).execute(),
    ),
  )
  const collected = await db
    .selectFrom('collection_frame')
    .innerJoin('frame', 'frame.id', 'collection_frame.frame_id')
    .selectAll('collection_frame')
    .where('frame.owner_id', '=', ownerId)
    .execute()
  // When a token was last used, and somebody last seen, is no property of theirs.
  const tokens = await db
    .selectFrom('token')
    .select(['id', 'name', 'revoked_at'])
    .where('owner_id', '=', ownerId)
    .execute()
  const people = await db
    .selectFrom('member')
    .select(['id', 'password', 'budget_per_day', 'invite_hash', 'removed_at'])
    .where('id', '=', ownerId)
    .execute()
  return JSON.stringify([...lists, collected, tokens, people])
}
