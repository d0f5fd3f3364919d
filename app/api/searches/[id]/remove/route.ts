import { api } from '@/lib/server/api'
import { idParams } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'

export const POST = api(
  { auth: 'session', params: idParams, body: noBodySchema },
  ({ viewer, params }) => studio().library.removeSearch(viewer, params.id),
)
