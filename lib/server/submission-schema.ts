import 'server-only'
/** What the browser may ask for, as it arrives: parsed into new objects, every length capped. */
import { z } from 'zod'

/** The longest prompt any gateway of the family takes is 6,000 characters (Midjourney's own limit). */
const promptSchema = z.string().max(8_000)
export const idSchema = z.string().regex(/^[\w-]{1,64}$/)
const clientKeySchema = z.string().regex(/^[\w-]{8,64}$/)

/** 12 MB of base64 are 9 MB of picture. */
const dataUrlMax = 12_000_000

/** One picture: a data URL of a type that the studio decodes, or the token of a reference. */
const pictureSchema = z
  .string()
  .max(dataUrlMax)
  .regex(
    /^(?:data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}|reference:[0-9a-f]{64})$/,
    'not a picture',
  )

/** A file that somebody brought, whatever it calls itself: its bytes decide what it is. Gives the bytes. */
export const broughtFileSchema = z
  .string()
  .max(dataUrlMax)
  .regex(/^data:[\w.+/-]{0,100};base64,[A-Za-z0-9+/]*={0,2}$/, 'not a base64 data URL')
  .transform((text): Uint8Array => Buffer.from(text.slice(text.indexOf(',') + 1), 'base64'))

/** The largest body that carries one picture. */
export const broughtFileMax = dataUrlMax + 1024

export const referenceIdSchema = z.string().regex(/^[0-9a-f]{64}$/)

const word = z.string().max(64)

/** Which of its accounts a gateway should take (gateways.md 1.2). */
const accountFilterSchema = z.strictObject({
  instanceId: word.optional(),
  channelId: word.optional(),
  remark: word.optional(),
  modes: z
    .array(z.enum(['RELAX', 'FAST', 'TURBO']))
    .max(3)
    .optional(),
  remix: z.boolean().optional(),
  nijiRemix: z.boolean().optional(),
  remixAutoConsidered: z.boolean().optional(),
})

/** Strokes of a long day; who opens it again reads it with distrust (lib/editor/saved.ts). */
const maskDocumentSchema = z.string().max(4_000_000)

const options = {
  speed: z.enum(['relax', 'fast', 'turbo']).optional(),
  botType: z.enum(['MID_JOURNEY', 'NIJI_JOURNEY']).optional(),
  accountFilter: accountFilterSchema.optional(),
  answer: z
    .object({
      prompt: promptSchema,
      maskBase64: pictureSchema.optional(),
      maskDocument: maskDocumentSchema.optional(),
    })
    .optional(),
}

const filledPrompt = promptSchema.refine((prompt) => prompt.trim() !== '', 'empty')

const submissionSchema = z.discriminatedUnion('verb', [
  z.object({
    verb: z.literal('imagine'),
    prompt: filledPrompt,
    base64Array: z.array(pictureSchema).max(5).optional(),
    ...options,
  }),
  z.object({
    verb: z.literal('action'),
    taskId: idSchema,
    customId: z.string().min(1).max(512),
    enableRemix: z.boolean().optional(),
    chooseSameChannel: z.boolean().optional(),
    ...options,
  }),
  z.object({
    verb: z.literal('blend'),
    base64Array: z.array(pictureSchema).min(2).max(5),
    dimensions: z.enum(['PORTRAIT', 'SQUARE', 'LANDSCAPE']).optional(),
    ...options,
  }),
  z.object({ verb: z.literal('describe'), base64: pictureSchema, ...options }),
  z.object({ verb: z.literal('shorten'), prompt: filledPrompt, ...options }),
  z.object({
    verb: z.literal('swap'),
    sourceBase64: pictureSchema,
    targetBase64: pictureSchema,
    ...options,
  }),
  z.object({
    verb: z.literal('upload'),
    base64Array: z.array(pictureSchema).min(1).max(5),
    ...options,
  }),
  z.object({
    verb: z.literal('change'),
    taskId: idSchema,
    action: z.enum(['UPSCALE', 'VARIATION', 'REROLL']),
    index: z.number().int().min(1).max(4),
    ...options,
  }),
])

export const submitsSchema = z.object({
  items: z
    .array(z.object({ clientKey: clientKeySchema, submission: submissionSchema }))
    .min(1)
    .max(40),
})

export const unclearChoiceSchema = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('check') }),
  z.object({ choice: z.literal('adopt'), gatewayTaskId: idSchema }),
  z.object({ choice: z.literal('dismiss') }),
  z.object({ choice: z.literal('resend') }),
])

export const windowSchema = z.object({
  clientKey: clientKeySchema,
  prompt: promptSchema,
  maskBase64: pictureSchema.optional(),
  maskDocument: maskDocumentSchema.optional(),
})

/** The body of a verb that needs none: absent, or an object whose members nobody reads. */
export const noBodySchema = z.object({}).optional()

/** Bytes of a body that may carry pictures: five shrunk ones and their JSON. */
export const pictureBodyMax = 25 * 1024 * 1024
