import { api } from '@/lib/server/api'
import { exchangeParams } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

export const POST = api({ auth: 'session', params: exchangeParams }, ({ viewer, params }) =>
  studio().exchange.dropImport(viewer, params.id),
)
