import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { noBodySchema } from '@/lib/server/submission-schema'

/** Everything that was given up and that somebody may still have. */
export const POST = api(
  { auth: 'session', role: 'owner', body: noBodySchema },
  async ({ viewer }) => ({
    count: await studio().archive.retryGone(viewer),
  }),
)
