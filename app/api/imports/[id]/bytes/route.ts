import { z } from 'zod'
import { importPieceBytes } from '@/lib/mj/exchange'
import { api } from '@/lib/server/api'
import { readCapped } from '@/lib/server/body'
import { exchangeParams } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

const query = z.object({
  at: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
})

/** Within what the ring gives a request as a whole. */
const pieceTimeoutMs = 45_000

/** The next piece of a file, as bare bytes. */
export const POST = api(
  { auth: 'session', params: exchangeParams, query },
  async ({ request, viewer, params, query: { at } }) => {
    const bytes = await readCapped(request, importPieceBytes, pieceTimeoutMs)
    return { import: await studio().exchange.receiveImport(viewer, params.id, at, bytes) }
  },
)
