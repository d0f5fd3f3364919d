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

/** Clients send every field they know: one that holds nothing counts as absent. */
const unless = <T>(nothing: string, schema: z.ZodType<T>) =>
  z.preprocess((value) => (value === nothing ? undefined : value), schema.optional())

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

const word = (name: string) => z.string({ error: `${name} must be text` }).max(255)
const flag = (name: string) => z.boolean({ error: `${name} must be true or false` })

/** Which of its accounts the gateway should take (gateways.md 1.2). */
const accountFilter = z.preprocess(
  withoutNulls,
  z.object({
    instanceId: word('accountFilter.instanceId').optional(),
    channelId: word('accountFilter.channelId').optional(),
    remark: word('accountFilter.remark').optional(),
    modes: z.array(word('accountFilter.modes'), 'accountFilter.modes must be a list').optional(),
    remix: flag('accountFilter.remix').optional(),
    nijiRemix: flag('accountFilter.nijiRemix').optional(),
    remixAutoConsidered: flag('accountFilter.remixAutoConsidered').optional(),
  }),
)

/**
 * The gateway is sent a token and an address of the studio's own; these are the tool's. Its `state` is told back, its
 * `notifyHook` is called by the studio itself (gateways.md 5).
 */
const common = {
  botType: botType.optional(),
  accountFilter: accountFilter.optional(),
  state: z
    .string({ error: 'state must be text' })
    .max(255, 'state is longer than 255 characters')
    .optional(),
  notifyHook: z
    .string({ error: 'notifyHook must be text' })
    .max(2000, 'notifyHook is longer than 2000 characters')
    .refine((text) => text === '' || /^https?:\/\//i.test(text), 'notifyHook must begin with http')
    .optional(),
}

const submissions = {
  imagine: z.object({
    ...common,
    prompt: said('prompt'),
    base64: unless('', picture('base64')),
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
    /** What Plus calls `accountFilter` here. */
    filter: accountFilter.optional(),
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
  maskBase64: unless('', picture('maskBase64')),
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
    accountFilter: filterOf(parsed.accountFilter, mode),
    state: parsed.state === '' ? undefined : parsed.state,
    notifyHook: parsed.notifyHook === '' ? undefined : parsed.notifyHook,
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
      const { taskId: parent, customId, enableRemix, chooseSameChannel } = parsed
      const button = { taskId: parent, customId, enableRemix, chooseSameChannel }
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
      const filter = { ...parsed, accountFilter: parsed.filter ?? parsed.accountFilter }
      return { verb: 'upload', base64Array: parsed.base64Array, ...shared(filter) }
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
  shared: Pick<StudioSubmission, 'botType' | 'speed' | 'accountFilter' | 'state' | 'notifyHook'>,
): StudioSubmission {
  if (index === undefined && action !== 'REROLL') throw sentence('index is 1 to 4')
  // new-api refuses a reroll without an index (gateways.md 1.2), so it always has one.
  return { verb: 'change', taskId: id, action, index: index ?? 1, ...shared }
}

/**
 * Without what is empty: an empty word would take the place of the one that the owner has set for the gateway. A
 * speed in the path takes the place of the filter's.
 */
function filterOf(
  filter: z.infer<typeof accountFilter> | undefined,
  mode: Speed | null,
): StudioSubmission['accountFilter'] {
  const said = Object.entries(filter ?? {}).filter(
    ([name, value]) =>
      value !== undefined &&
      value !== '' &&
      !(Array.isArray(value) && value.length === 0) &&
      !(name === 'modes' && mode !== null),
  )
  return said.length === 0 ? undefined : Object.fromEntries(said)
}

function sentence(message: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', message, path: [], input: undefined }])
}
