import 'server-only'
/** What the routes of exports, imports and adoption accept. */
import { z } from 'zod'
import { mostAdopted } from '@/lib/mj/exchange'
import { bulkBytes, selectionSchema } from './library-schema'
import { idSchema } from './submission-schema'

export const exportSelectionSchema = z.union([
  selectionSchema,
  z.strictObject({ families: z.array(idSchema).min(1).max(100) }),
  z.strictObject({ everything: z.literal(true) }),
])
export const exportSelectionBytes = bulkBytes

export const importFileSchema = z.strictObject({
  name: z.string().trim().min(1).max(300),
  sizeBytes: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
})

export const gatewayIdSchema = z.string().min(1).max(100)

export const adoptSchema = z.strictObject({
  gatewayId: gatewayIdSchema,
  ids: z.array(idSchema).min(1).max(mostAdopted),
})

export const exchangeParams = z.object({ id: idSchema })
