import 'server-only'
/** A task in the words of Midjourney-proxy Plus (gateways.md 3, column P). */
import { compose, type Recipe } from '../recipe'
import { mix } from '../scene/noise'
import type { Picture } from '../scene/scene'
import { endOf, momentOf, type DemoTask, type Moment } from '../task'

export type View = {
  baseUrl: string
  now: number
  /** Films as WebM files in `videoUrls`, with a still of each; else an animated WebP. */
  hasFilms?: boolean
}

/** What a task paints; null for tasks that answer with text. */
export function pictureOf(task: DemoTask): Picture | null {
  return task.recipe ? compose(task.recipe, task.seed) : null
}

/** The account every task runs on. */
export const instance = '7415633538733102848'
const channel = '8774786694361673728'

/** Nineteen digits, always the same for one task and purpose. */
function snowflake(task: DemoTask, purpose: number): string {
  const tail = mix(task.seed, task.ordinal, purpose)
  return `13${String(mix(purpose, task.ordinal, 11) % 10_000_000).padStart(7, '0')}${String(tail).padStart(10, '0')}`
}

function pictureUrl(task: DemoTask, moment: Moment, view: View): string | null {
  if (moment.shown === null) return null
  if (!task.recipe) return null
  if (moment.status !== 'SUCCESS') {
    return signed(task, moment, view, `pictures/${task.id}-${Math.round(moment.shown * 100)}.webp`)
  }
  if (task.recipe.verb !== 'film') return signed(task, moment, view, `pictures/${task.id}.png`)
  return filmsOf(task, view)[0]?.thumbnail ?? signed(task, moment, view, `pictures/${task.id}.webp`)
}

/** Discord's signed form, trailing `&` included (gateways.md 6). */
function signed(task: DemoTask, moment: Moment, { baseUrl }: View, file: string): string {
  const at = Math.floor((moment.finishTime ?? task.submitTime) / 1000)
  const until = Math.floor(expiryOf(task) / 1000)
  const hm = task.job.replaceAll('-', '').repeat(2)
  return `${baseUrl}/demo/${file}?ex=${until.toString(16)}&is=${at.toString(16)}&hm=${hm}&`
}

/** The films of a finished task with a still of each; none where films are animated WebPs. */
export function filmsOf(task: DemoTask, view: View): { url: string; thumbnail: string }[] {
  const moment = momentOf(task, view.now)
  if (!view.hasFilms || task.recipe?.verb !== 'film' || moment.status !== 'SUCCESS') return []
  return filmPlaces(task).map((place) => ({
    url: signed(task, moment, view, `films/${task.id}_${place}.webm`),
    thumbnail: signed(task, moment, view, `pictures/${task.id}_${place}.png`),
  }))
}

/** Which of the films of one recipe are the task's: the one that was picked, or one for each U. */
function filmPlaces(task: DemoTask): readonly number[] {
  const [, picked] = /::video_virtual_upscale::([1-4])/.exec(task.customId ?? '') ?? []
  if (picked !== undefined) return [Number(picked) - 1]
  const offered = task.buttons.filter(({ customId }) => /::video_virtual_upscale::/.test(customId))
  return Array.from({ length: Math.max(1, offered.length) }, (_, place) => place)
}

/** When the links of a task stop working, in epoch milliseconds: a day after its end, or as its fate has it. */
export function expiryOf(task: DemoTask): number {
  return (endOf(task) ?? task.submitTime) + (task.fate.expiresAfterMs ?? 86_400_000)
}

/** A describe shows the picture it was given. */
function givenUrl(task: DemoTask, view: View): string | null {
  return task.givenPicture ? `${view.baseUrl}/demo/given/${task.givenPicture}.png` : null
}

export function toPlusTask(task: DemoTask, view: View): Record<string, unknown> {
  const moment = momentOf(task, view.now)
  const isDone = moment.status === 'SUCCESS'
  const hasText = task.readings.length > 0
  const films = filmsOf(task, view)
  return {
    id: task.id,
    properties: propertiesOf(task, moment),
    action: task.action,
    status: moment.status,
    prompt: task.prompt,
    promptEn: task.promptEn,
    description: task.description,
    state: task.state === '' ? null : task.state,
    submitTime: task.submitTime,
    startTime: moment.startTime,
    finishTime: moment.finishTime,
    imageUrl: hasText && isDone ? givenUrl(task, view) : pictureUrl(task, moment, view),
    ...(films.length > 0 ? { videoUrl: films[0]?.url, videoUrls: films } : {}),
    progress: moment.progress,
    failReason: moment.status === 'FAILURE' ? (task.failure?.reason ?? '') : null,
    buttons: isDone
      ? task.buttons.map((button) =>
          task.pressed.includes(button.customId) ? { ...button, style: 3 } : button,
        )
      : [],
  }
}

function propertiesOf(task: DemoTask, moment: Moment): Record<string, unknown> {
  const isDone = moment.status === 'SUCCESS'
  const hasText = task.readings.length > 0
  const knowsPrompt = moment.status !== 'NOT_START' && (!hasText || isDone)
  return {
    notifyHook: task.notifyHook,
    discordInstanceId: instance,
    discordChannelId: channel,
    botType: task.botType,
    nonce: snowflake(task, 1),
    ...(knowsPrompt ? { finalPrompt: task.finalPrompt } : {}),
    ...(task.customId ? { customId: task.customId } : {}),
    ...(task.window ? { needModel: true } : {}),
    ...(moment.startTime === null ? {} : { progressMessageId: snowflake(task, 2) }),
    ...(isDone
      ? {
          flags: 0,
          messageId: snowflake(task, 3),
          messageHash: task.job,
          messageContent: messageOf(task),
        }
      : {}),
  }
}

const speedWords = { relax: 'relaxed', fast: 'fast', turbo: 'turbo' } as const

function messageOf(task: DemoTask): string {
  return `**${task.finalPrompt}** - <@1343445981269594182> (${speedWords[task.speed]})`
}

/** Plus answers `image-seed` only for these (gateways.md 1.3). */
export function hasSeed(task: DemoTask): boolean {
  return ['IMAGINE', 'VARIATION', 'UPSCALE', 'BLEND', 'PAN', 'ZOOM'].includes(task.action)
}

export function isGridRecipe(recipe: Recipe): boolean {
  return !['upscale', 'enlarge', 'swap', 'film'].includes(recipe.verb)
}
