import { api } from '@/lib/server/api'
import { auditQuery } from '@/lib/server/member-schema'
import { studio } from '@/lib/server/running-studio'

/** A member's own lines; the owner reads everybody's, or those of `member`. */
export const GET = api({ auth: 'session', query: auditQuery }, ({ viewer, query }) =>
  studio().audit.page(viewer, query),
)
