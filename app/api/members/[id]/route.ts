import { z } from 'zod'
import { api } from '@/lib/server/api'
import { budgetSchema, memberNameSchema, memberParams } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'

const body = z.strictObject({
  name: memberNameSchema.optional(),
  budgetPerDay: budgetSchema.optional(),
})

export const POST = api(
  { auth: 'session', role: 'owner', params: memberParams, body },
  async ({ params, body: change }) => ({
    member: await studio().members.change(params.id, change),
  }),
)
