import 'server-only'
/** What other tools may submit at `/mj/submit/*`, read as leniently as the gateways do (gateways.md 1.2). */
import { z } from 'zod'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed } from '@/lib/mj/task'
import { idSchema } from './submission-schema'

const said = (name: string) =>
  z
    .string({ error: `${name} cannot be empty` })
    .max(8_000, `${name} is too long`)
    .refine((text) => text.trim() !== '', `${name} cannot be empty`)

/** The first bytes of PNG, JPEG and WebP as base64 begins them. */
const signatures = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['UklGR', 'image/webp'],
] as const

const dataUrl = /^data:image\/(?:png|jpe?g|webp);base64,[A-Za-z0-9+/]+={0,2}$/

/** A data URL, or bare base64 of a picture that can be told by its first bytes. */
const picture = (name: string) =>
  z.string({ error: `${name} cannot be empty` }).transform((text, context) => {
    const flat = text.replace(/\s/g, '')
    if (dataUrl.test(flat)) return flat.replace(/^data:image\/jpg/, 'data:image/jpeg')
    const type = signatures.find(([start]) => flat.startsWith(start))?.[1]
    if (type !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(flat)) {
      return `data:${type};base64,${flat}`
    }
    context.addIssue(`${name} is not a base64 picture (png, jpeg or webp)`)
    return z.NEVER
  })

const pictures = (least: number, sentence: string) =>
  z
    .array(z.string(), { error: sentence })
    .transform((texts) => texts.filter((text) => text.trim() !== ''))
    .pipe(z.array(picture('base64Array')).min(least, sentence).max(5, sentence))

const taskId = z
  .string({ error: 'taskId cannot be empty' })
  .trim()
  .min(1, 'taskId cannot be empty')
  .regex(/^[\w-]{1,64}$/, 'taskId is not one of this studio')

const modes: Record<string, Speed> = { RELAX: 'relax', FAST: 'fast', TURBO: 'turbo' }

/** trueai takes two short words for `botType` as well; Plus refuses what it does not know, and so do we. */
const botType = z
  .enum(['MID_JOURNEY', 'NIJI_JOURNEY', 'mj', 'niji'], { error: 'botType is unknown' })
  .transform((word) =>
    word === 'niji' || word === 'NIJI_JOURNEY'
      ? ('NIJI_JOURNEY' as const)
      : ('MID_JOURNEY' as const),
  )

/**
 * `state` and `notifyHook` are read by nobody: the ledger needs the one for itself, and the other would make the
 * gateway call a stranger with ids that are not the studio's.
 */
const common = {
  botType: botType.optional(),
  accountFilter: z.object({ modes: z.array(z.string()).optional() }).optional(),
}

const submissions = {
  imagine: z.object({
    ...common,
    prompt: said('prompt'),
    base64: picture('base64').optional(),
    base64Array: pictures(0, 'base64Array takes at most 5 pictures').optional(),
  }),
  action: z.object({
    ...common,
    taskId,
    customId: z
      .string({ error: 'customId cannot be empty' })
      .min(1, 'customId cannot be empty')
      .max(512),
    enableRemix: z.boolean().optional(),
    chooseSameChannel: z.boolean().optional(),
  }),
  blend: z.object({
    ...common,
    base64Array: pictures(2, 'base64Array takes 2 to 5 pictures'),
    dimensions: z
      .enum(['PORTRAIT', 'SQUARE', 'LANDSCAPE'], { error: 'dimensions is unknown' })
      .optional(),
  }),
  describe: z.object({ ...common, base64: picture('base64') }),
  shorten: z.object({ ...common, prompt: said('prompt') }),
  change: z.object({
    ...common,
    taskId,
    action: z.enum(['UPSCALE', 'VARIATION', 'REROLL'], { error: 'action is unknown' }),
    index: z.number().int().min(1, 'index is 1 to 4').max(4, 'index is 1 to 4').optional(),
  }),
  'simple-change': z.object({ ...common, content: said('content') }),
  'upload-discord-images': z.object({
    ...common,
    base64Array: pictures(1, 'base64Array cannot be empty'),
  }),
  swap: z.object({
    ...common,
    sourceBase64: picture('sourceBase64'),
    targetBase64: picture('targetBase64'),
  }),
}

export type MjSubmitName = keyof typeof submissions
export const mjSubmitNames = Object.keys(submissions) as readonly MjSubmitName[]

export const modalSchema = z.object({
  taskId,
  prompt: z.string().max(8_000, 'prompt is too long').default(''),
  maskBase64: picture('maskBase64').optional(),
})

export const idsSchema = z.object({ ids: z.array(z.string()).default([]) })

/** Members that are null count as absent: clients written in Java send every field they know. */
export function withoutNulls(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}

/**
 * The submit in the studio's words. `mode` is the speed that the path names; it goes before
 * `accountFilter.modes`, as in trueai (gateways.md 1.1). Throws `ZodError` with sentences.
 */
export function readSubmission(
  name: MjSubmitName,
  body: unknown,
  mode: Speed | null,
): StudioSubmission {
  const shown = withoutNulls(body)
  const shared = (parsed: z.infer<z.ZodObject<typeof common>>) => ({
    botType: parsed.botType,
    speed: mode ?? modes[parsed.accountFilter?.modes?.[0]?.toUpperCase() ?? ''],
  })
  switch (name) {
    case 'imagine': {
      const parsed = submissions.imagine.parse(shown)
      const base64Array = [
        ...(parsed.base64 === undefined ? [] : [parsed.base64]),
        ...(parsed.base64Array ?? []),
      ]
      return { verb: 'imagine', prompt: parsed.prompt, base64Array, ...shared(parsed) }
    }
    case 'action': {
      const parsed = submissions.action.parse(shown)
      const { accountFilter: _, ...button } = parsed
      return { verb: 'action', ...button, ...shared(parsed) }
    }
    case 'blend': {
      const parsed = submissions.blend.parse(shown)
      const { base64Array, dimensions } = parsed
      return { verb: 'blend', base64Array, dimensions, ...shared(parsed) }
    }
    case 'describe': {
      const parsed = submissions.describe.parse(shown)
      return { verb: 'describe', base64: parsed.base64, ...shared(parsed) }
    }
    case 'shorten': {
      const parsed = submissions.shorten.parse(shown)
      return { verb: 'shorten', prompt: parsed.prompt, ...shared(parsed) }
    }
    case 'change': {
      const parsed = submissions.change.parse(shown)
      return change(parsed.taskId, parsed.action, parsed.index, shared(parsed))
    }
    case 'simple-change': {
      const parsed = submissions['simple-change'].parse(shown)
      const match = /^(\S+)\s+(?:([UV])([1-4])|(R))$/i.exec(parsed.content.trim())
      if (match === null) throw sentence('content is "ID U1" to U4, V1 to V4 or R')
      const letter = (match[2] ?? 'R').toUpperCase()
      const action = letter === 'U' ? 'UPSCALE' : letter === 'V' ? 'VARIATION' : 'REROLL'
      const id = idSchema.parse(match[1])
      return change(
        id,
        action,
        match[3] === undefined ? undefined : Number(match[3]),
        shared(parsed),
      )
    }
    case 'upload-discord-images': {
      const parsed = submissions['upload-discord-images'].parse(shown)
      return { verb: 'upload', base64Array: parsed.base64Array, ...shared(parsed) }
    }
    case 'swap': {
      const parsed = submissions.swap.parse(shown)
      const { sourceBase64, targetBase64 } = parsed
      return { verb: 'swap', sourceBase64, targetBase64, ...shared(parsed) }
    }
  }
}

function change(
  id: string,
  action: 'UPSCALE' | 'VARIATION' | 'REROLL',
  index: number | undefined,
  shared: Pick<StudioSubmission, 'botType' | 'speed'>,
): StudioSubmission {
  if (index === undefined && action !== 'REROLL') throw sentence('index is 1 to 4')
  // new-api refuses a reroll without an index (gateways.md 1.2), so it always has one.
  return { verb: 'change', taskId: id, action, index: index ?? 1, ...shared }
}

function sentence(message: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', message, path: [], input: undefined }])
}
