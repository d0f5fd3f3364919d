import { api } from '@/lib/server/api'
import { importFileSchema } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

/** Those of this process, so that a page that was left finds its import again. */
export const GET = api({ auth: 'session' }, ({ viewer }) => ({
  imports: studio().exchange.imports(viewer),
}))

export const POST = api(
  { auth: 'session', body: importFileSchema, rate: { burst: 20, refillMs: 2_000 } },
  async ({ viewer, body }) => {
    const begun = await studio().exchange.beginImport(viewer, body)
    return Response.json({ import: begun }, { status: 201 })
  },
)
