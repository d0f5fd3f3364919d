import 'server-only'
/**
 * The other direction of a dialect: a studio task as Plus tells one (gateways.md 3), for other tools that speak to
 * the studio as if it were a gateway. Every id is the studio's own, every address one of the studio.
 */
import { imagePath, type Task, type TaskState, type Verb, videoPath } from '@/lib/mj/task'
import { unreachable } from '@/lib/mj/errors'

export type MjTask = {
  id: string
  action: string
  status: 'NOT_START' | 'SUBMITTED' | 'MODAL' | 'IN_PROGRESS' | 'SUCCESS' | 'FAILURE' | 'CANCEL'
  prompt: string
  promptEn: string
  description: string
  /** As it came with the submit; the gateway behind the studio has been sent another. */
  state: string
  submitTime: number
  startTime: number | null
  finishTime: number | null
  imageUrl: string | null
  /** Set when a task has more pictures than one, as trueai does (gateways.md 3.1). */
  imageUrls: readonly { url: string; thumbnail: string }[] | null
  videoUrl: string | null
  videoUrls: readonly { url: string; thumbnail: string | null }[] | null
  progress: string | null
  failReason: string | null
  properties: { finalPrompt: string; botType: string; imageSeed: string | null }
  buttons: readonly {
    customId: string
    emoji: string
    label: string
    type: number
    style: number
  }[]
}

const actions: Record<Verb, string> = {
  imagine: 'IMAGINE',
  action: 'ACTION',
  modal: 'MODAL',
  blend: 'BLEND',
  describe: 'DESCRIBE',
  shorten: 'SHORTEN',
  swap: 'SWAP_FACE',
  upload: 'UPLOAD',
  change: 'ACTION',
}

/** `origin` is the studio's, without a slash at the end; pictures of the answer begin with it. */
export function encodeMjTask(task: Task, origin: string): MjTask {
  const stage = encodeState(task.state, origin)
  const isDone = stage.status === 'SUCCESS'
  const pictures = isDone ? task.pictures : []
  const videos = isDone ? task.videos : []
  const url = (id: string) => `${origin}${imagePath(id, 'original')}`
  const film = (id: string) => `${origin}${videoPath(id)}`
  // Describe and shorten have no prompt of their own: Plus puts their result in its place.
  const prompt = task.prompt === '' ? task.text : task.prompt
  return {
    id: task.id,
    action: task.action === '' ? actions[task.verb] : task.action,
    status: stage.status,
    prompt,
    promptEn: task.promptEn === '' ? prompt : task.promptEn,
    description: `/${task.verb} ${task.prompt}`.trim(),
    state: task.clientState,
    submitTime: task.createdAt,
    startTime: task.startedAt,
    finishTime: task.finishedAt,
    imageUrl: isDone
      ? firstOf(
          pictures.map(({ id }) => url(id)),
          videos.map(({ id }) => film(id)),
        )
      : stage.preview,
    imageUrls:
      pictures.length < 2
        ? null
        : pictures.map(({ id }) => ({
            url: url(id),
            thumbnail: `${origin}${imagePath(id, 512)}`,
          })),
    videoUrl: videos[0] === undefined ? null : film(videos[0].id),
    videoUrls:
      videos.length === 0
        ? null
        : videos.map(({ id, posterId }) => ({
            url: film(id),
            thumbnail: posterId === null ? null : `${origin}${imagePath(posterId, 512)}`,
          })),
    progress: stage.progress,
    failReason: stage.failReason,
    properties: {
      finalPrompt: finalPromptOf(task),
      botType: task.botType,
      imageSeed: task.seed,
    },
    buttons: isDone ? task.buttons.map((button) => ({ ...button, type: 2 })) : [],
  }
}

/** A film without a picture stands where clients look for one. */
function firstOf(...lists: readonly (readonly string[])[]): string | null {
  return lists.flat()[0] ?? null
}

/** For a window, the prompt it shows; for describe and shorten, their result; else what the gateway used. */
function finalPromptOf(task: Task): string {
  if (task.state.name === 'window') return task.state.prompt
  return task.text === '' ? task.finalPrompt : task.text
}

type Stage = {
  status: MjTask['status']
  progress: string | null
  preview: string | null
  failReason: string | null
}

/** `progress` as in gateways.md 3.3: null before the start and in a window, '' after a bad end. */
function encodeState(state: TaskState, origin: string): Stage {
  const still = (status: MjTask['status'], progress: string | null): Stage => ({
    status,
    progress,
    preview: null,
    failReason: null,
  })
  const failed = (failReason: string): Stage => ({
    status: 'FAILURE',
    progress: '',
    preview: null,
    failReason,
  })
  switch (state.name) {
    case 'queued':
    case 'sending':
      return still('NOT_START', null)
    // The gateway may be at work on it: to say FAILURE here is to ask the client to pay twice.
    case 'unclear':
    case 'waiting':
      return still('SUBMITTED', '0%')
    case 'window':
      return still('MODAL', null)
    case 'running':
      return {
        ...still('IN_PROGRESS', `${Math.min(99, Math.round(state.progress ?? 0))}%`),
        preview: state.preview === null ? null : `${origin}${state.preview}`,
      }
    case 'done':
      // Clients read the picture in the moment they see SUCCESS, so it waits for the bytes.
      return state.archive === 'keeping' ? still('IN_PROGRESS', '99%') : still('SUCCESS', '100%')
    case 'failed':
      return failed(state.detail === '' ? state.reason : state.detail)
    case 'refused':
      return failed(state.detail === '' ? state.reason : state.detail)
    case 'not-sent':
      return failed(state.detail === '' ? 'It could not be sent to the gateway.' : state.detail)
    // Final for a client that would else ask for ever; in this family a FAILURE may still turn into SUCCESS.
    case 'lost':
      return failed('The gateway no longer knows this task.')
    case 'cancelled':
      return still('CANCEL', '')
    default:
      return unreachable(state)
  }
}
