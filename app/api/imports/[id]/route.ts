import { api } from '@/lib/server/api'
import { exchangeParams } from '@/lib/server/exchange-schema'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session', params: exchangeParams }, ({ viewer, params }) => ({
  import: studio().exchange.findImport(viewer, params.id),
}))
