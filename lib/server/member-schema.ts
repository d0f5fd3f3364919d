import 'server-only'
/** What the routes of people, tokens and the audit accept. */
import { z } from 'zod'
import { shortestPassword } from '@/lib/mj/passwords'
import { memberNameSchema } from './member-names'
import { idSchema } from './submission-schema'

export { memberNameSchema }

export const memberParams = z.object({ id: idSchema })

/** Null: there is no limit; 0: nothing may be submitted. */
export const budgetSchema = z.number().int().min(0).max(100_000).nullable()

const longestPassword = 1024
export const newPasswordSchema = z.string().min(shortestPassword).max(longestPassword)
export const passwordSchema = z.string().min(1).max(longestPassword)

/** 128 bits in base64url. Whatever does not look so is answered like one that has ended. */
export const secretSchema = z.string().min(1).max(100)

export const auditQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  member: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
