/** Every dialect against answers that no gateway would give, or that only a broken or hostile one does. */
import { expect, test } from 'vitest'
import { parseLossless } from '@/lib/mj/lossless'
import type { Submission } from '@/lib/mj/submission'
import type { Dialect, WireReply } from './dialect'
import { dialects } from './dialects'
import * as recorded from './dialects/recorded'
import { recordedTasks } from './dialects/recorded-tasks'
import { mangle, randomFrom } from './testing/mangle'

const imagine: Submission = { verb: 'imagine', prompt: 'a red fox' }
const action: Submission = { verb: 'action', taskId: '1320098173412546', customId: 'MJ::x' }

test.each(dialects.map((dialect) => [dialect.id, dialect] as const))(
  '%s: 5,000 mangled answers cause no exception and round no id',
  (_name, dialect) => {
    const random = randomFrom(4_711)
    const ids = new Set<string>()
    const own = recordedTasks(dialect.id)
    const corpus = [...common, own.finished, own.fresh, own.failed]
    for (let round = 0; round < 5_000; round++) {
      const text = mangle(corpus[Math.floor(random() * corpus.length)] ?? '', random)
      const status = statuses[Math.floor(random() * statuses.length)] ?? 200
      for (const id of checkMangled(dialect, own.id, text, status)) ids.add(id)
    }
    // The long bare number among the hostile values has come through as itself.
    expect(ids).toContain('1619855216344100864')
  },
)

function reply(text: string, status: number): WireReply {
  let json: unknown
  try {
    json = parseLossless(text)
  } catch {
    json = undefined // not JSON: exactly what the client hands on
  }
  return { status, headers: {}, text, json }
}

const common = [...Object.values(recorded), '[]', '<html></html>', `[${recorded.finishedTask}]`]
const statuses = [200, 200, 200, 200, 204, 400, 401, 404, 429, 500, 502]

/** The ids that were read; each was in the text, digit for digit. */
function checkMangled(dialect: Dialect, taskId: string, text: string, status: number): string[] {
  const answer = reply(text, status)
  const read = [
    dialect.decodeSubmit(answer, imagine),
    dialect.decodeSubmit(answer, action),
    dialect.decodeFetch(answer, taskId),
    dialect.decodeList(answer),
    dialect.decodeSeed(answer),
    dialect.decodeCancel(answer),
  ]
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  const named = JSON.stringify(read).matchAll(/"(?:taskId|id)":"([^"]*)"/g)
  const ids = [...named].map(([, id = '']) => id)
  for (const id of ids) expect(text).toContain(id)
  return ids
}
