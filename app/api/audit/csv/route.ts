import { api } from '@/lib/server/api'
import { fileHeaders } from '@/lib/server/picture-response'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session', role: 'owner' }, ({ viewer }) => {
  const file = { name: 'safelight-audit.csv', type: 'text/csv; charset=utf-8' }
  return new Response(studio().audit.csv(viewer), {
    headers: fileHeaders(file, { asDownload: true, maxAgeSeconds: 0 }),
  })
})
