import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session', role: 'owner' }, async ({ viewer }) => ({
  archive: await studio().archive.state(viewer),
}))
