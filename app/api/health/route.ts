import { api } from '@/lib/server/api'

/** For whoever watches the process: says nothing but that it answers. */
export const GET = api({ auth: 'none' }, () => ({ ok: true }))
