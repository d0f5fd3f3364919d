/** Every route of the app as its files are, so that a new one is under attack from its first day. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

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
}

export type Endpoint = {
  /** As its file says: `/api/tasks/[id]/note`; below a catch-all as it is asked for: `/mj/submit/imagine`. */
  route: string
  method: string
  at(ids: Ids): string
  body(ids: Ids): unknown
}

const appFolder = path.resolve(fileURLToPath(import.meta.url), '../../app')

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
  const files = await readdir(appFolder, { recursive: true })
  const routes = files.filter((file) => path.basename(file) === 'route.ts').toSorted()
  const lists = await Promise.all(routes.map(endpointsOf))
  return lists.flat()
}

async function endpointsOf(file: string): Promise<readonly Endpoint[]> {
  const exported = (await import(pathToFileURL(path.join(appFolder, file)).href)) as object
  const own = methods.filter((method) => method in exported)
  const asked = own.includes('GET') && !own.includes('HEAD') ? [...own, 'HEAD'] : own
  const route = `/${path.dirname(file).split(path.sep).join('/')}`
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
    at: (ids) => fill(route, ids) + (reads ? queryOf(route, ids) : (written[route] ?? '')),
    body: (ids) => (reads ? undefined : bodyOf(route, ids)),
  }
}

/** A name that is not known here is taken for that of a task: a guess, and as such to be refused like any other. */
function fill(route: string, ids: Ids): string {
  return route.replaceAll(/([\w-]*)\/\[(\w+)\]/g, (_whole, before: string, name: string) => {
    const value = { what: '256', size: '256', mode: 'fast', token: 'guess' }[name]
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
  }
  return rooms[before] ?? ids.task
}

const queries: Readonly<Record<string, (ids: Ids) => string>> = {
  '/api/references': ({ reference }) => `?ids=${reference}`,
  '/api/changes': () => '?after=0',
  '/api/library/around': ({ frame }) => `?q=&frame=${frame}`,
  '/api/library/frames': () => '?q=&month=&offset=0&limit=50',
  '/api/library/frames/of-tasks': ({ task }) => `?ids=${task}`,
  '/api/library/suggest': () => '?q=a',
}

/** Of what is posted, where the body alone does not say it all. */
const written: Readonly<Record<string, string>> = {
  '/api/imports/[id]/bytes': '?at=0',
}

function queryOf(route: string, ids: Ids): string {
  return queries[route]?.(ids) ?? ''
}

let clicks = 0
const clientKey = () => `torture-${process.pid}-${(clicks += 1)}`

/** A picture of one pixel. */
export const pixelUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

const draft = {
  name: 'Elsewhere',
  baseUrl: 'http://127.0.0.1:9',
  key: null,
  auth: 'bearer',
  dialect: 'plus',
  defaultSpeed: null,
  accountFilter: {},
  notify: false,
  imageHosts: [],
}

const frames = ({ frame }: Ids) => ({ selection: { ids: [frame] } })
const submit = (submission: unknown) => ({ items: [{ clientKey: clientKey(), submission }] })
const press = 'MJ::JOB::upsample::1::job'

/** What a route takes, so that nothing but its guard stands between a request and its effect. */
const bodies: Readonly<Record<string, (ids: Ids) => unknown>> = {
  '/api/login': () => ({ token: 'guess' }),
  '/api/invitations/look': () => ({ secret: 'guess' }),
  '/api/invitations/take': () => ({ secret: 'guess', password: 'of somebody uninvited' }),
  '/api/me': () => ({ name: `Renamed ${(clicks += 1)}` }),
  '/api/me/password': () => ({ current: 'guess', next: 'chosen by another' }),
  '/api/members': () => ({ name: `Uninvited ${(clicks += 1)}`, budgetPerDay: null }),
  '/api/members/[id]': () => ({ budgetPerDay: 100_000 }),
  '/api/tokens': () => ({ name: 'a token' }),
  '/api/adopt': ({ task }) => ({ gatewayId: 'torture', ids: [task] }),
  '/api/exports': ({ frame }) => ({ selection: { ids: [frame] } }),
  '/api/imports': () => ({ name: 'a file.zip', sizeBytes: 1000 }),
  '/api/imports/[id]/start': () => ({ gatewayId: null }),
  '/api/submits': () => submit({ verb: 'imagine', prompt: 'a fox that nobody ordered' }),
  '/api/references': () => ({ picture: pixelUrl }),
  '/api/references/from-picture': ({ picture }) => ({ pictureId: picture }),
  '/api/searches': () => ({ name: 'a search', query: 'fox' }),
  '/api/tasks/[id]/paste-back': () => ({ quadrant: null, feather: 0 }),
  '/api/tasks/[id]/window': () => ({ clientKey: clientKey(), prompt: 'a fox' }),
  '/api/tasks/[id]/note': () => ({ note: 'written by another' }),
  '/api/tasks/[id]/unclear': () => ({ choice: 'resend' }),
  '/api/library/frames': ({ frame }) => ({ ids: [frame] }),
  '/api/library/mark': (ids) => ({ ...frames(ids), marks: { trashed: true } }),
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
  'submit/blend': () => ({ base64Array: [pixelUrl, pixelUrl] }),
  'submit/describe': () => ({ base64: pixelUrl }),
  'submit/shorten': () => ({ prompt: 'a fox that nobody ordered' }),
  'submit/change': ({ task }) => ({ taskId: task, action: 'UPSCALE', index: 1 }),
  'submit/simple-change': ({ task }) => ({ content: `${task} U1` }),
  'submit/upload-discord-images': () => ({ base64Array: [pixelUrl] }),
  'submit/modal': ({ task }) => ({ taskId: task, prompt: 'a fox' }),
  'insight-face/swap': () => ({ sourceBase64: pixelUrl, targetBase64: pixelUrl }),
  'task/list-by-condition': ({ task }) => ({ ids: [task] }),
}

function bodyOf(route: string, ids: Ids): unknown {
  const tail = /(?:^|\/)mj\/(.+)$/.exec(route)?.[1]
  const make = tail === undefined ? bodies[route] : mjBodies[tail]
  return make?.(ids) ?? {}
}

/** Requests that press, or otherwise use, what belongs to somebody: in their body alone. */
export function pressing({
  task,
  picture,
  reference,
}: Ids): readonly (readonly [string, unknown])[] {
  const answer = { prompt: 'a fox', maskBase64: pixelUrl }
  return [
    ['/api/submits', submit({ verb: 'action', taskId: task, customId: press })],
    ['/api/submits', submit({ verb: 'action', taskId: task, customId: press, answer })],
    ['/api/submits', submit({ verb: 'change', taskId: task, action: 'REROLL', index: 1 })],
    ['/api/submits', submit({ verb: 'describe', base64: `reference:${reference}` })],
    ['/api/references/from-picture', { pictureId: picture, quadrant: 1 }],
  ]
}
