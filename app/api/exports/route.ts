import { z } from 'zod'
import { api } from '@/lib/server/api'
import { exportSelectionBytes, exportSelectionSchema } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

/** What an export of everything would hold. */
export const GET = api({ auth: 'session' }, async ({ viewer }) => ({
  estimate: await studio().exchange.estimate(viewer),
}))

export const POST = api(
  {
    auth: 'session',
    body: z.strictObject({ selection: exportSelectionSchema }),
    max: exportSelectionBytes,
    rate: { burst: 20, refillMs: 2_000 },
  },
  async ({ viewer, body }) => {
    const made = await studio().exchange.makeExport(viewer, body.selection)
    return Response.json({ export: made }, { status: 201 })
  },
)
