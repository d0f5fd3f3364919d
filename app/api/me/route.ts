import { z } from 'zod'
import { api } from '@/lib/server/api'
import { memberNameSchema } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session' }, async ({ viewer }) => ({
  gateways: studio().connected(),
  me: await studio().members.me(viewer),
}))

const body = z.strictObject({ name: memberNameSchema })

export const POST = api({ auth: 'session', body }, async ({ viewer, body: { name } }) => ({
  me: await studio().members.rename(viewer, name),
}))
