import { z } from 'zod'
import { lateMessages, lateNouns, requestLocale } from '@/lib/i18n/server'
import { api } from '@/lib/server/api'

const params = z.object({ noun: z.enum(lateNouns) })

/** Messages of one noun, in the language of the request, for what opens on pages that mostly do without. */
export const GET = api({ auth: 'session', params }, async ({ params: { noun } }) =>
  lateMessages(await requestLocale(), noun),
)
