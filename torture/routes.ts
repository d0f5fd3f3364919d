/** Every route of the app as its files are, so that a new one is under attack from its first day. */
import { gatewayDraft } from '@/lib/server/testing/gateway-draft'
import { readRouteFiles, type RouteFile } from '@/lib/server/testing/route-files'

/** What stands for the variable parts of paths and bodies. */
export type Ids = {
  task: string
  picture: string
  video: string
  reference: string
  gateway: string
  collection: string
  search: string
  frame: string
  member: string
  token: string
  export: string
  import: string
}

const guess = 'guess'

/** Ids of nothing that there is. */
export const nobody: Ids = {
  task: guess,
  picture: guess,
  video: guess,
  reference: '0'.repeat(64),
  gateway: guess,
  collection: guess,
  search: guess,
  frame: guess,
  export: guess,
  import: guess,
  member: guess,
  token: guess,
}

export type Endpoint = {
  /** As its file says: `/api/tasks/[id]/note`; below a catch-all as it is asked for: `/mj/submit/imagine`. */
  route: string
  method: string
  at(ids: Ids): string
  body(ids: Ids): unknown
}

/** What is asked for below `/mj/`, where one file answers everything. */
const belowMj = [
  'submit/imagine',
  'submit/action',
  'submit/blend',
  'submit/describe',
  'submit/shorten',
  'submit/change',
  'submit/simple-change',
  'submit/upload-discord-images',
  'submit/modal',
  'insight-face/swap',
  'task/list-by-condition',
  'task/[id]/fetch',
  'task/[id]/image-seed',
  'task/[id]/cancel',
]

/** Each route with each method that its file exports; `HEAD` wherever there is `GET`, as Next answers it. */
export async function readEndpoints(): Promise<readonly Endpoint[]> {
  return (await readRouteFiles()).flatMap(endpointsOf)
}

function endpointsOf({ route, handlers }: RouteFile): readonly Endpoint[] {
  const own = handlers.map(([method]) => method)
  const asked = own.includes('GET') && !own.includes('HEAD') ? [...own, 'HEAD'] : own
  const paths = route.endsWith('[...path]')
    ? belowMj.map((tail) => route.replace('[...path]', tail))
    : [route]
  return paths.flatMap((one) => asked.map((method) => endpoint(one, method)))
}

function endpoint(route: string, method: string): Endpoint {
  const reads = method === 'GET' || method === 'HEAD'
  return {
    route,
    method,
    at: (ids) => fill(route, ids) + (queries[reads ? route : `${method} ${route}`]?.(ids) ?? ''),
    body: (ids) => (reads ? undefined : bodyOf(route, ids)),
  }
}

/** A name that is not known here is taken for that of a task: a guess, and as such to be refused like any other. */
function fill(route: string, ids: Ids): string {
  return route.replaceAll(/([\w-]*)\/\[(\w+)\]/g, (_whole, before: string, name: string) => {
    const value = { what: '256', size: '256', mode: 'fast', token: guess, noun: 'library' }[name]
    return `${before}/${value ?? idOf(route, before, name, ids)}`
  })
}

function idOf(route: string, before: string, name: string, ids: Ids): string {
  if (name === 'pictureId') return route.endsWith('/video') ? ids.video : ids.picture
  const rooms: Readonly<Record<string, string>> = {
    reference: ids.reference,
    references: ids.reference,
    gateways: ids.gateway,
    collections: ids.collection,
    searches: ids.search,
    members: ids.member,
    tokens: ids.token,
    exports: ids.export,
    imports: ids.import,
  }
  return rooms[before] ?? ids.task
}

/** By route where it reads, by method and route where it writes. */
const queries: Readonly<Record<string, (ids: Ids) => string>> = {
  '/api/references': ({ reference }) => `?ids=${reference}`,
  '/api/changes': () => '?after=0',
  '/api/library/around': ({ frame }) => `?q=&frame=${frame}`,
  '/api/library/frames': () => '?q=&month=&offset=0&limit=50',
  '/api/library/frames/of-tasks': ({ task }) => `?ids=${task}`,
  '/api/library/suggest': () => '?q=a',
  'POST /api/imports/[id]/bytes': () => '?at=0',
}

let clicks = 0
const clientKey = () => `torture-${process.pid}-${(clicks += 1)}`

/** As small as the studio takes any. */
export const pictureUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAMAAADz0U65AAAAA1BMVEUzRFUOQ0lpAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWNgoA4AAABIAAF7pRHIAAAAAElFTkSuQmCC'

const draft = gatewayDraft({ name: 'Elsewhere', baseUrl: 'http://127.0.0.1:9', key: null })

const frames = ({ frame }: Ids) => ({ selection: { ids: [frame] } })
const submit = (submission: unknown) => ({ items: [{ clientKey: clientKey(), submission }] })
const press = 'MJ::JOB::upsample::1::job'

const nothing = () => ({})

/** What a route takes, so that nothing but its guard stands between a request and its effect. */
const bodies: Readonly<Record<string, (ids: Ids) => unknown>> = {
  '/api/adopt': ({ gateway }) => ({ gatewayId: gateway, ids: ['1700000000000000'] }),
  '/api/archive/retry': nothing,
  '/api/exports': () => ({ selection: { everything: true } }),
  '/api/imports': () => ({ name: 'library.zip', sizeBytes: 2 }),
  '/api/collections/[id]/remove': nothing,
  '/api/gateways/[id]/default': nothing,
  '/api/gateways/[id]/remove': nothing,
  '/api/logout': nothing,
  '/api/references/[id]/address': nothing,
  '/api/searches/[id]/remove': nothing,
  '/api/tasks/[id]/archive': nothing,
  '/api/tasks/[id]/cancel': nothing,
  '/api/tasks/[id]/seed': nothing,
  '/api/hook/[token]': ({ task }) => ({ id: task, status: 'SUCCESS' }),
  '/api/imports/[id]/bytes': nothing,
  '/api/imports/[id]/drop': nothing,
  '/api/imports/[id]/start': () => ({ gatewayId: null }),
  '/api/login': () => ({ token: 'guess' }),
  '/api/invitations/look': () => ({ secret: 'guess' }),
  '/api/invitations/take': () => ({ secret: 'guess', password: 'of somebody uninvited' }),
  '/api/me': () => ({ name: `Renamed ${(clicks += 1)}` }),
  '/api/me/password': () => ({ current: 'guess', next: 'chosen by another' }),
  '/api/members': () => ({ name: `Uninvited ${(clicks += 1)}`, budgetPerDay: null }),
  '/api/members/[id]': () => ({ budgetPerDay: 100_000 }),
  '/api/tokens': () => ({ name: 'a token' }),
  '/api/members/[id]/invite': nothing,
  '/api/members/[id]/remove': nothing,
  '/api/tokens/[id]/revoke': nothing,
  '/api/submits': () => submit({ verb: 'imagine', prompt: 'a fox that nobody ordered' }),
  '/api/references': () => ({ picture: pictureUrl }),
  '/api/references/from-picture': ({ picture }) => ({ pictureId: picture }),
  '/api/searches': () => ({ name: 'a search', query: 'fox' }),
  '/api/tasks/[id]/paste-back': () => ({ quadrant: null, feather: 0 }),
  '/api/tasks/[id]/window': () => ({ clientKey: clientKey(), prompt: 'a fox' }),
  '/api/tasks/[id]/note': () => ({ note: 'written by another' }),
  '/api/tasks/[id]/unclear': () => ({ choice: 'resend' }),
  '/api/library/frames': ({ frame }) => ({ ids: [frame] }),
  '/api/library/mark': (ids) => ({ ...frames(ids), marks: { trashed: true } }),
  '/api/library/share': (ids) => ({ ...frames(ids), isShared: true }),
  '/api/library/trash': ({ task }) => ({ taskIds: [task], isTrashed: true }),
  '/api/library/trash/empty': frames,
  '/api/collections': () => ({ name: 'a collection' }),
  '/api/collections/[id]': () => ({ name: 'named by another' }),
  '/api/collections/[id]/collect': frames,
  '/api/collections/[id]/uncollect': frames,
  '/api/collections/[id]/arrange': ({ frame }) => ({ frameIds: [frame], before: null }),
  '/api/gateways': () => draft,
  '/api/gateways/[id]': () => draft,
  '/api/gateways/probe': () => ({
    id: null,
    baseUrl: draft.baseUrl,
    key: null,
    auth: null,
    dialect: null,
  }),
}

const mjBodies: Readonly<Record<string, (ids: Ids) => unknown>> = {
  'submit/imagine': () => ({ prompt: 'a fox that nobody ordered' }),
  'submit/action': ({ task }) => ({ taskId: task, customId: press }),
  'submit/blend': () => ({ base64Array: [pictureUrl, pictureUrl] }),
  'submit/describe': () => ({ base64: pictureUrl }),
  'submit/shorten': () => ({ prompt: 'a fox that nobody ordered' }),
  'submit/change': ({ task }) => ({ taskId: task, action: 'UPSCALE', index: 1 }),
  'submit/simple-change': ({ task }) => ({ content: `${task} U1` }),
  'submit/upload-discord-images': () => ({ base64Array: [pictureUrl] }),
  'submit/modal': ({ task }) => ({ taskId: task, prompt: 'a fox' }),
  'insight-face/swap': () => ({ sourceBase64: pictureUrl, targetBase64: pictureUrl }),
  'task/list-by-condition': ({ task }) => ({ ids: [task] }),
  'task/[id]/fetch': nothing,
  'task/[id]/image-seed': nothing,
  'task/[id]/cancel': nothing,
}

function bodyOf(route: string, ids: Ids): unknown {
  return rowOf(route)?.(ids) ?? {}
}

function rowOf(route: string): ((ids: Ids) => unknown) | undefined {
  const tail = /(?:^|\/)mj\/(.+)$/.exec(route)?.[1]
  return tail === undefined ? bodies[route] : mjBodies[tail]
}

/** Of what writes, the routes of which nobody has said what they take. */
export function withoutRow(endpoints: readonly Endpoint[]): readonly string[] {
  return endpoints
    .filter(({ route, method }) => method === 'POST' && rowOf(route) === undefined)
    .map(({ route }) => route)
}

/** Requests that press, or otherwise use, what belongs to somebody: in their body alone. */
export function pressing({
  task,
  picture,
  reference,
}: Ids): readonly (readonly [string, unknown])[] {
  const answer = { prompt: 'a fox', maskBase64: pictureUrl }
  return [
    ['/api/submits', submit({ verb: 'action', taskId: task, customId: press })],
    ['/api/submits', submit({ verb: 'action', taskId: task, customId: press, answer })],
    ['/api/submits', submit({ verb: 'change', taskId: task, action: 'REROLL', index: 1 })],
    ['/api/submits', submit({ verb: 'describe', base64: `reference:${reference}` })],
    ['/api/references/from-picture', { pictureId: picture, quadrant: 1 }],
  ]
}
