import 'server-only'
/** A task in trueai's words: Plus's members, and all the others it serialises (gateways.md 3.1, column T). */
import { compose, tilesOf } from '../recipe'
import { momentOf, type DemoTask } from '../task'
import { record, text } from './body'
import { partFiles } from './picture-file'
import { filmsOf, instance, toPlusTask, type View } from './plus-task'

export type TrueaiView = View & { hasImageUrls: boolean }

export function toTrueaiTask(task: DemoTask, view: TrueaiView): Record<string, unknown> {
  const { now } = view
  const plus = toPlusTask(task, view)
  const { status, startTime, finishTime } = momentOf(task, now)
  const isDone = status === 'SUCCESS'
  const isEnded = finishTime !== null
  const tile = task.recipe ? tilesOf(compose(task.recipe, task.seed))[0] : undefined
  const { buttons, properties } = plus
  return {
    ...plus,
    // It never says CANCEL (gateways.md 1.3).
    status: status === 'CANCEL' ? 'FAILURE' : status,
    failReason: failReasonOf(task, view),
    promptFull: null,
    description: isEnded || task.description !== '' ? task.description || 'Submit success' : null,
    state: isEnded ? task.state : task.state || null,
    properties: propertiesOf(task, record(properties)),
    buttons: Array.isArray(buttons) ? buttons.map((one: unknown) => brokenRetry(record(one))) : [],
    botType: task.botType,
    ...resultsOf(task, view, isDone ? text(plus, 'imageUrl') : ''),
    thumbnailUrl: null,
    seed: isDone && task.recipe ? String(task.seed) : null,
    jobId: isDone ? task.job : null,
    parentId: task.parentId,
    mode: task.speed.toUpperCase(),
    width: isDone ? (tile?.width ?? null) : null,
    height: isDone ? (tile?.height ?? null) : null,
    useTime:
      startTime !== null && finishTime !== null
        ? `${((finishTime - startTime) / 1000).toFixed(2)} s`
        : '-',
    isCompleted: isEnded,
    displays: { status, submitTime: new Date(task.submitTime).toISOString() },
    instanceId: instance,
    clientIp: '127.0.0.1',
    messageIds: [],
    accountFilter: null,
  }
}

/** `title, text` where Plus has `[title] text`; nothing until the end, then "" for success (gateways.md 3.1). */
function failReasonOf(task: DemoTask, { now }: TrueaiView): string | null {
  const { status } = momentOf(task, now)
  if (status === 'CANCEL') return '取消任务'
  if (status === 'FAILURE') return (task.failure?.reason ?? '').replace(/^\[([^\]]+)\] /, '$1, ')
  return status === 'SUCCESS' ? '' : null
}

function propertiesOf(task: DemoTask, plus: Record<string, unknown>): Record<string, unknown> {
  const { customId: _, needModel: __, ...rest } = plus
  return {
    ...rest,
    discordChannelId: instance,
    // A window shows its prompt at once, even the empty one of a region.
    ...(task.window ? { finalPrompt: task.finalPrompt, remix_modal: 'MODAL' } : {}),
    ...(task.customId ? { custom_id: task.customId } : {}),
  }
}

/** The retry under a describe: C# read `\u1F504` as two characters, and so it is sent (gateways.md 3.5). */
function brokenRetry(button: Record<string, unknown>): Record<string, unknown> {
  return button['customId'] === 'MJ::Picread::Retry' ? { ...button, emoji: '\u1F504' } : button
}

/** Films stand in every member, among the pictures too (gateways.md 3.1). */
function resultsOf(task: DemoTask, view: TrueaiView, url: string): Record<string, unknown> {
  const isFilm = task.recipe?.verb === 'film' && url !== ''
  const films = filmsOf(task, view)
  const videoUrls = films.length > 0 ? films : [{ url, thumbnail: null }]
  const parts = isFilm ? videoUrls : imageUrlsOf(task, view.baseUrl)
  return {
    ...(isFilm ? { imageUrl: videoUrls[0]?.url } : {}),
    videoUrl: isFilm ? videoUrls[0]?.url : null,
    videoUrls: isFilm ? videoUrls : null,
    imageUrls: url !== '' && view.hasImageUrls ? parts : null,
  }
}

/** Official picture links, where the operator has them filled in (gateways.md 6). */
function imageUrlsOf(task: DemoTask, baseUrl: string): unknown {
  const folder = `${baseUrl}/demo/pictures`
  return partFiles(task).map((file) => ({
    url: `${folder}/${file}.png`,
    thumbnail: `${folder}/${file}-100.webp`,
  }))
}
