import { z } from 'zod'
import { api } from '@/lib/server/api'
import { memberNameSchema } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'

/** The viewer's own; the owner sees everybody's. */
export const GET = api({ auth: 'session' }, async ({ viewer }) => ({
  tokens: await studio().tokens.list(viewer),
}))

const body = z.strictObject({ name: memberNameSchema })

/** The secret is told here, and never again. */
export const POST = api(
  { auth: 'session', body, rate: { burst: 20, refillMs: 3_000 } },
  async ({ viewer, body: { name } }) =>
    Response.json(await studio().tokens.make(viewer, name), { status: 201 }),
)
