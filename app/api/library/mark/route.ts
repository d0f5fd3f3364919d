import { z } from 'zod'
import { api } from '@/lib/server/api'
import { bulkBytes, marksSchema, selectionSchema } from '@/lib/server/library-schema'
import { studio } from '@/lib/server/running-studio'

const body = z.object({ selection: selectionSchema, marks: marksSchema })

export const POST = api(
  { auth: 'session', body, max: bulkBytes },
  ({ viewer, body: { selection, marks } }) => studio().library.mark(viewer, selection, marks),
)
