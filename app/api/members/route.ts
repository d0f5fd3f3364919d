import { z } from 'zod'
import { api } from '@/lib/server/api'
import { budgetSchema, memberNameSchema } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session', role: 'owner' }, async () => ({
  members: await studio().members.list(),
}))

const body = z.strictObject({ name: memberNameSchema, budgetPerDay: budgetSchema.default(null) })

/** Answers an invitation: its secret is told here, and never again. */
export const POST = api({ auth: 'session', role: 'owner', body }, async ({ body: draft }) =>
  Response.json(await studio().members.invite(draft), { status: 201 }),
)
