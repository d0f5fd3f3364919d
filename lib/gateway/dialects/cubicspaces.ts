import 'server-only'
/**
 * The dialect of cubicspaces (seed 003, gateways.md chapter 7): four endpoints, another task object, separate
 * pictures instead of a grid, no buttons. What a task was asked for stays with the studio's own record.
 */
import { syntheticButtons } from '@/lib/mj/synthetic-buttons'
import type { GatewayStatus, TaskReport } from '@/lib/mj/task'
import type { Dialect } from '../dialect'
import { asObject, asText, plainText } from '../reply-message'
import { readAddresses, readId } from '../task-report'
import { createFamilyDialect } from './plus-family'

const statuses: Readonly<Record<string, GatewayStatus>> = {
  TASK_STATUS_QUEUED: 'SUBMITTED',
  TASK_STATUS_PROCESSING: 'IN_PROGRESS',
  TASK_STATUS_SUCCEED: 'SUCCESS',
  TASK_STATUS_FAILED: 'FAILURE',
}

function readTask(value: unknown): TaskReport | undefined {
  const wire = asObject(value)
  const task = asObject(wire?.['task'])
  const id = readId(task?.['task_id'])
  if (!wire || !task || id === undefined) return undefined
  const status = statuses[asText(task['status'], 40).trim().toUpperCase()] ?? 'IN_PROGRESS'
  const imageUrls = readAddresses(wire['images'], 'image_url')
  return {
    id,
    action: '',
    status,
    prompt: '',
    promptEn: '',
    finalPrompt: '',
    description: '',
    state: '',
    progress: status === 'SUCCESS' ? 100 : readPercent(task['progress_percent']),
    failReason: plainText(asText(task['reason']), 500),
    submitTime: null,
    startTime: null,
    finishTime: null,
    imageUrl: imageUrls[0] ?? null,
    imageUrls,
    // The member's name is not documented; this is the one of the service whose shape it shares.
    videoUrls: readAddresses(wire['videos'], 'video_url'),
    thumbnails: {},
    buttons: status === 'SUCCESS' ? buttonsFor(imageUrls.length) : [],
    seed: null,
  }
}

/** 0 is what it sends even when a task is done, so it says nothing. */
function readPercent(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value <= 100 ? Math.trunc(value) : null
}

/** An upscale is a single picture that nothing follows, and `task_type` is an open set that does not tell. */
function buttonsFor(pictureCount: number): TaskReport['buttons'] {
  return pictureCount > 1 ? syntheticButtons(pictureCount) : []
}

const family = createFamilyDialect({
  id: 'cubicspaces',
  auths: ['bearer', 'both'],
  lacks: {
    action: false,
    modal: false,
    region: false,
    references: false,
    blend: false,
    describe: false,
    shorten: false,
    swap: false,
    upload: false,
    seed: false,
    cancel: false,
    listByCondition: false,
    listByState: false,
    speeds: [],
  },
  speedIn: 'nowhere',
  readReport: readTask,
  // How it answers an id it does not know is not documented.
  habits: {
    answers: {
      task: ['relay-error', 'missing'],
      list: ['missing'],
      ids: ['missing'],
      queue: ['missing'],
      seed: ['missing'],
    },
    isCommon: true,
    hosts: ['cubicspaces.cloud'],
  },
})

export const cubicspacesDialect: Dialect = {
  ...family,
  encodeSubmit(submission, state) {
    const wire = family.encodeSubmit(submission, state)
    if (submission.verb !== 'imagine') return wire
    // Its document knows of nothing beside the prompt.
    return { ...wire, body: { prompt: submission.prompt, state } }
  },
}
