/**
 * Pages of others in the browser of the owner and of a member: every row of the guard's table, and more, at every route
 * that changes something; then a real browser that is signed in, on pages of another port, another origin and a rebound name.
 */
import path from 'node:path'
import { type BuiltStudio, inLanes, openBuiltStudio } from '../built-studio'
import { forgedRows } from '../corpus/forged-headers'
import { orderOf, visitForeignPages } from '../foreign-pages'
import { takeLodger, withDatabase } from '../household'
import { openPlainGateway } from '../plain-gateway'
import { nobody, readEndpoints } from '../routes'
import { atLeast, type Check, exactly, never, type Scenario, type Stage } from '../scenario'

export const csrf: Scenario = {
  name: 'csrf',
  about: 'foreign pages and rebound names against every route that changes something',
  pace: 'works',
  run: forge,
}

/** Open on purpose: what they take is the secret itself, and no cookie helps or harms. */
const open = ['/api/login', '/api/hook/[token]']

async function forge(stage: Stage): Promise<readonly Check[]> {
  const gateway = await openPlainGateway({ taskOf: () => ({ status: 'IN_PROGRESS' }) })
  const studio = await openBuiltStudio(path.join(stage.folder, 'studio'), {
    SAFELIGHT_GATEWAY_URL: gateway.url,
    SAFELIGHT_GATEWAY_KEY: 'sk-torture',
  })
  try {
    const lodger = await withDatabase(studio.folder, (db) => takeLodger(db, studio.cookie))
    const table = await knockWithRows(stage, studio, lodger)
    const byTable = gateway.submits()
    const seen = await visitForeignPages(stage, studio)
    const byBrowser = gateway.submits() - byTable
    // The same body from the studio's own page: what has been refused would have cost money.
    await studio.post('/api/submits', orderOf('the owner herself'))
    await studio.post('/mj/submit/imagine', { prompt: 'the owner herself' })
    await studio.knock('/mj/submit/imagine', {
      method: 'POST',
      headers: {
        origin: studio.url,
        'x-safelight': '1',
        'content-type': 'application/json',
        cookie: lodger,
      },
      body: JSON.stringify({ prompt: 'a member herself' }),
    })
    return [
      atLeast('rows', 29, table.rows),
      atLeast('routes that change something', 30, table.routes),
      atLeast('forged requests', 29 * 30, table.knocks),
      never('of them not refused as promised', table.wrong),
      never('submits at the gateway', byTable),
      atLeast('tries of foreign pages in a browser', 40, seen.tries),
      atLeast('of them that arrived at the studio', 10, seen.arrived),
      atLeast("of them with the owner's session", 5, seen.signed),
      never('of them that were answered with more than a refusal', seen.answered),
      never('submits at the gateway', byBrowser),
      exactly('rebound names told 421', seen.names, seen.misdirected),
      exactly(
        'submits of the owner herself, and of the member',
        3,
        gateway.submits() - byTable - byBrowser,
      ),
    ]
  } finally {
    await studio.end('SIGTERM')
    await gateway.close()
  }
}

async function knockWithRows(
  stage: Stage,
  studio: BuiltStudio,
  lodger: string,
): Promise<{ rows: number; routes: number; knocks: number; wrong: number }> {
  const rows = forgedRows(studio.port)
  const cookies = [studio.cookie, lodger]
  const endpoints = (await readEndpoints()).filter(
    ({ route, method }) => method === 'POST' && !open.includes(route),
  )
  const knocks = rows.flatMap((row, r) =>
    endpoints
      .filter((_one, n) => !stage.isShort || (r + n) % 3 === 0 || n % 50 === 0)
      .map((one, n) => ({ row, one, cookie: cookies[(r + n) % 2]! })),
  )
  let wrong = 0
  await inLanes(knocks, 8, async ({ row, one, cookie }) => {
    const usual = {
      origin: studio.url,
      'sec-fetch-site': 'same-origin',
      'x-safelight': '1',
      'content-type': 'application/json',
      cookie,
    }
    const { status } = await studio.knock(one.at(nobody), {
      method: 'POST',
      headers: without({ ...usual, ...row.headers }),
      body: JSON.stringify(one.body(nobody)),
    })
    if (status === row.wants) return
    wrong += 1
    stage.say(`${row.name} at ${one.route}: ${status} in place of ${row.wants}`)
  })
  return { rows: rows.length, routes: endpoints.length, knocks: knocks.length, wrong }
}

function without(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
