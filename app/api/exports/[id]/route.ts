import { api } from '@/lib/server/api'
import { exchangeParams } from '@/lib/server/exchange-schema'
import { fileHeaders } from '@/lib/server/picture-response'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session', params: exchangeParams }, ({ viewer, params }) => {
  const { name, bytes } = studio().exchange.readExport(viewer, params.id)
  const file = { name, type: 'application/zip' }
  return new Response(bytes, { headers: fileHeaders(file, { asDownload: true, maxAgeSeconds: 0 }) })
})
