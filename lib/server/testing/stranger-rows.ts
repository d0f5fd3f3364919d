import 'server-only'
/**
 * Every route with every method, and what it has to do with somebody else's belongings. A route that is new needs a
 * row of its own: strangers.test.ts compares them with the files.
 */
import { gatewayDraft } from './gateway-draft'
import type { Belongings } from './one-of-everything'

export type Ask = {
  params?: Record<string, string | string[]>
  query?: Readonly<Record<string, string>>
  body?: unknown
  /** Bytes in place of JSON. */
  bytes?: Uint8Array<ArrayBuffer>
}

export type Row =
  /**
   * Names a belonging in its path: to anybody else it is not there. `last`: takes it away from whose it is as well.
   * `ownerMay`: the owner of the studio may do so to anybody's.
   */
  | { type: 'named'; ask: (their: Belongings) => Ask; last?: true; ownerMay?: true }
  /** Names belongings in its query or body: refused, or answered without a trace of them. */
  | { type: 'mentioned'; asks: (their: Belongings, own: Belongings) => readonly Ask[] }
  /** Names nothing: tells whoever asks of their own. */
  | { type: 'own'; ask?: Ask }
  /** The owner's alone. */
  | { type: 'owners'; ask: (their: Belongings, memberId: string) => Ask }
  /** For whoever comes: has nothing of anybody's. */
  | { type: 'open' }

const named = (ask: (their: Belongings) => Ask): Row => ({ type: 'named', ask })
const last = (ask: (their: Belongings) => Ask): Row => ({ type: 'named', ask, last: true })
const mentioned = (asks: (their: Belongings, own: Belongings) => readonly Ask[]): Row => ({
  type: 'mentioned',
  asks,
})
const own = (ask: Ask = {}): Row => ({ type: 'own', ask })
const owners = (ask: (their: Belongings, memberId: string) => Ask = () => ({})): Row => ({
  type: 'owners',
  ask,
})

const of = (id: string, body: unknown = {}): Ask => ({ params: { id }, body })

let clicks = 0
const click = () => `stranger-${(clicks += 1)}`
const submit = (submission: unknown): Ask => ({
  body: { items: [{ clientKey: click(), submission }] },
})
const customId = 'MJ::JOB::upsample::1::job'

const draft = gatewayDraft({ baseUrl: 'http://127.0.0.1:9', key: null })
const probe = { id: null, baseUrl: draft.baseUrl, key: null, auth: null, dialect: null }

export const rows: Readonly<Record<string, Row>> = {
  'GET /api/health': { type: 'open' },
  'POST /api/login': { type: 'open' },
  'POST /api/hook/[token]': { type: 'open' },
  'POST /api/invitations/look': { type: 'open' },
  'POST /api/invitations/take': { type: 'open' },
  'POST /api/logout': { type: 'open' },
  'GET /api/messages/[noun]': own({ params: { noun: 'library' } }),

  'GET /api/tasks': own(),
  'GET /api/changes': own({ query: { after: '0' } }),
  'GET /api/tasks/[id]': named(({ task }) => of(task)),
  'GET /api/tasks/[id]/history': named(({ task }) => of(task)),
  'GET /api/tasks/[id]/children': named(({ task }) => of(task)),
  'GET /api/tasks/[id]/archive': named(({ task }) => of(task)),
  'POST /api/tasks/[id]/archive': named(({ task }) => of(task)),
  'GET /api/tasks/[id]/mask': named(({ masked }) => of(masked)),
  'POST /api/tasks/[id]/seed': named(({ task }) => of(task)),
  'POST /api/tasks/[id]/note': named(({ task }) => of(task, { note: 'written by another' })),
  'POST /api/tasks/[id]/paste-back': named(({ masked }) =>
    of(masked, { quadrant: null, feather: 0 }),
  ),
  'POST /api/tasks/[id]/window': named(({ window }) =>
    of(window, { clientKey: click(), prompt: 'of another' }),
  ),
  'POST /api/tasks/[id]/unclear': named(({ unclear }) => of(unclear, { choice: 'dismiss' })),
  'POST /api/tasks/[id]/cancel': named(({ running }) => of(running)),
  'POST /api/submits': mentioned(({ task, window, reference, unclear }) => [
    submit({ verb: 'action', taskId: task, customId }),
    submit({ verb: 'change', taskId: task, action: 'REROLL', index: 1 }),
    submit({ verb: 'action', taskId: unclear, customId }),
    submit({ verb: 'describe', base64: `reference:${reference}` }),
    submit({ verb: 'blend', base64Array: [`reference:${reference}`, `reference:${reference}`] }),
    submit({ verb: 'modal', taskId: window, prompt: 'of another' }),
  ]),

  'GET /images/[pictureId]/[what]': named(({ picture }) => ({
    params: { pictureId: picture, what: 'original' },
  })),
  'GET /images/[pictureId]/video': named(({ video }) => ({ params: { pictureId: video } })),
  'GET /images/mask/[taskId]': named(({ masked }) => ({ params: { taskId: masked } })),
  'GET /images/preview/[taskId]': named(({ running }) => ({ params: { taskId: running } })),
  'GET /images/reference/[id]/[size]': named(({ reference }) => ({
    params: { id: reference, size: '256' },
  })),

  'GET /api/library/wall': own({ query: { q: '' } }),
  'GET /api/library/suggest': own({ query: { q: 'zin' } }),
  'GET /api/library/around': mentioned(({ frame }) => [{ query: { q: '', frame } }]),
  'GET /api/library/frames': own({ query: { q: 'zinnober', month: '', offset: '0', limit: '50' } }),
  'POST /api/library/frames': mentioned(({ frame, trashedFrame }) => [
    { body: { ids: [frame, trashedFrame] } },
  ]),
  'GET /api/library/frames/of-tasks': mentioned(({ task }) => [{ query: { ids: task } }]),
  'POST /api/library/mark': mentioned(({ frame, trashedFrame }) => [
    { body: { selection: { ids: [frame] }, marks: { favourite: true, kept: true } } },
    { body: { selection: { ids: [frame] }, marks: { trashed: true } } },
    { body: { selection: { ids: [trashedFrame] }, marks: { trashed: false } } },
    { body: { selection: { query: 'zinnober', except: [] }, marks: { trashed: true } } },
  ]),
  'POST /api/library/share': mentioned(({ frame }) => [
    { body: { selection: { ids: [frame] }, isShared: true } },
    { body: { selection: { query: 'zinnober', except: [] }, isShared: true } },
  ]),
  'POST /api/library/trash': mentioned(({ task, running }) => [
    { body: { taskIds: [task, running], isTrashed: true } },
    { body: { taskIds: [task], isTrashed: false } },
  ]),
  'POST /api/library/trash/empty': mentioned(({ trashedFrame }) => [
    { body: { selection: { ids: [trashedFrame] } } },
  ]),

  'GET /api/collections': own(),
  'POST /api/collections': own({ body: { name: 'zinnober, by another' } }),
  'POST /api/collections/[id]': named(({ collection }) => of(collection, { name: 'another' })),
  'POST /api/collections/[id]/collect': mentioned(({ collection, frame }, mine) => [
    of(collection, { selection: { ids: [mine.frame] } }),
    of(mine.collection, { selection: { ids: [frame] } }),
  ]),
  'POST /api/collections/[id]/arrange': mentioned(({ collection, frame }, mine) => [
    of(collection, { frameIds: [frame], before: null }),
    of(mine.collection, { frameIds: [frame], before: mine.frame }),
    of(mine.collection, { frameIds: [mine.frame], before: frame }),
  ]),
  'POST /api/collections/[id]/uncollect': mentioned(({ collection, frame }, mine) => [
    of(collection, { selection: { ids: [frame] } }),
    of(mine.collection, { selection: { ids: [frame] } }),
  ]),
  'POST /api/collections/[id]/remove': last(({ collection }) => of(collection)),
  'GET /api/searches': own(),
  'POST /api/searches': own({ body: { name: 'zinnober, by another', query: 'zinnober' } }),
  'POST /api/searches/[id]/remove': last(({ search }) => of(search)),

  'GET /api/references': mentioned(({ reference }) => [{ query: { ids: reference } }]),
  'POST /api/references': own({ body: { picture: 'no picture' } }),
  'POST /api/references/from-picture': mentioned(({ picture }) => [
    { body: { pictureId: picture } },
    { body: { pictureId: picture, quadrant: 1 } },
  ]),
  'POST /api/references/[id]/address': named(({ reference }) => of(reference)),

  'GET /api/exports': own(),
  'POST /api/exports': mentioned(({ task, frame }) => [
    { body: { selection: { ids: [frame] } } },
    { body: { selection: { families: [task] } } },
    { body: { selection: { query: 'zinnober', except: [] } } },
  ]),
  'GET /api/exports/[id]': named((their) => of(their.export)),
  'GET /api/imports': own(),
  'POST /api/imports': own({ body: { name: 'another.zip', sizeBytes: 10 } }),
  'GET /api/imports/[id]': named((their) => of(their.import)),
  'POST /api/imports/[id]/bytes': named((their) => ({
    ...of(their.import),
    query: { at: '0' },
    bytes: new Uint8Array([1, 2, 3]),
  })),
  'POST /api/imports/[id]/start': named((their) => of(their.import, { gatewayId: null })),
  'POST /api/imports/[id]/drop': last((their) => of(their.import)),
  'POST /api/adopt': mentioned(({ gatewayTask }) => [
    { body: { gatewayId: 'scripted', ids: [gatewayTask] } },
  ]),

  'GET /api/me': own(),
  'POST /api/me': own({ body: { name: 'Another' } }),
  'POST /api/me/password': own({ body: { current: 'a wrong one', next: 'something else' } }),
  'GET /api/tokens': own(),
  'POST /api/tokens': own({ body: { name: 'another' } }),
  'POST /api/tokens/[id]/revoke': {
    type: 'named',
    ask: ({ token }) => of(token),
    last: true,
    ownerMay: true,
  },
  'GET /api/audit': own(),
  'GET /api/audit/csv': owners(),

  'GET /api/members': owners(),
  'POST /api/members': owners(() => ({ body: { name: 'Carl', budgetPerDay: 5 } })),
  'POST /api/members/[id]': owners((_their, id) => of(id, { budgetPerDay: 100_000 })),
  'POST /api/members/[id]/invite': owners((_their, id) => of(id)),
  'POST /api/members/[id]/remove': owners(() => of('nobody')),
  'GET /api/archive': owners(),
  'POST /api/archive/retry': owners(() => ({ body: {} })),
  'GET /api/gateways': owners(),
  'POST /api/gateways': owners(() => ({ body: draft })),
  'POST /api/gateways/probe': owners(() => ({ body: probe })),
  'POST /api/gateways/[id]': owners(() => of('scripted', draft)),
  'POST /api/gateways/[id]/default': owners(() => of('scripted')),
  'POST /api/gateways/[id]/remove': owners(() => of('scripted')),
}

/** What is asked for below `/mj/`, where one file answers everything; with a mode before it as well. */
export const mjRows: Readonly<Record<string, Row>> = {
  'GET task/[id]/fetch': named(({ task }) => below(['task', task, 'fetch'])),
  'GET task/[id]/image-seed': named(({ task }) => below(['task', task, 'image-seed'])),
  'POST task/[id]/cancel': named(({ running }) => below(['task', running, 'cancel'], {})),
  'POST task/list-by-condition': mentioned(({ task, running }) => [
    below(['task', 'list-by-condition'], { ids: [task, running] }),
  ]),
  'POST submit/action': mentioned(({ task }) => [
    below(['submit', 'action'], { taskId: task, customId }),
  ]),
  'POST submit/change': mentioned(({ task }) => [
    below(['submit', 'change'], { taskId: task, action: 'UPSCALE', index: 1 }),
  ]),
  'POST submit/simple-change': mentioned(({ task }) => [
    below(['submit', 'simple-change'], { content: `${task} U1` }),
  ]),
  'POST submit/modal': mentioned(({ window }) => [
    below(['submit', 'modal'], { taskId: window, prompt: 'of another' }),
  ]),
  'POST submit/describe': mentioned(({ reference }) => [
    below(['submit', 'describe'], { base64: `reference:${reference}` }),
  ]),
}

function below(path: string[], body?: unknown): Ask {
  return { params: { path }, ...(body === undefined ? {} : { body }) }
}
