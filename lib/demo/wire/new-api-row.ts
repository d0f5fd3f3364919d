import 'server-only'
/** A task as new-api's row tells it: every member always there, empty instead of null (gateways.md 3, column A). */
import type { DemoTask } from '../task'
import { record } from './body'
import { readAction } from './new-api-words'
import { toPlusTask } from './plus-task'

export type RowView = {
  baseUrl: string
  now: number
  /** When the row was refreshed last; undefined before the first time. */
  at: number | undefined
}

export function toRow(task: DemoTask, { baseUrl, now, at }: RowView): Record<string, unknown> {
  const seen = at === undefined ? undefined : toPlusTask(task, { baseUrl, now: at })
  const { finalPrompt = '' } = record(seen?.['properties'])
  const status = seen?.['status'] ?? ''
  return {
    id: task.id,
    action: rowAction(task),
    customId: '',
    botType: '',
    prompt: task.prompt,
    promptEn: seen ? task.promptEn : '',
    description: seen ? task.description : '提交成功',
    state: seen ? task.state : '',
    submitTime: seen ? task.submitTime : 0,
    startTime: seen?.['startTime'] ?? 0,
    finishTime: seen?.['finishTime'] ?? 0,
    imageUrl: seen?.['imageUrl'] ? imageUrl(task.id, status === 'SUCCESS', { baseUrl, now }) : '',
    videoUrl: '',
    videoUrls: null,
    status,
    progress: progressOf(status, seen?.['progress']),
    failReason: seen?.['failReason'] ?? '',
    buttons: seen?.['buttons'] ?? null,
    maskBase64: '',
    properties: seen ? { finalPrompt, finalZhPrompt: '' } : null,
  }
}

/** A failure is 100 % done here (gateways.md 3.3). */
function progressOf(status: unknown, progress: unknown): unknown {
  if (status === '') return '0%'
  return status === 'FAILURE' ? '100%' : (progress ?? '')
}

/** Always its own address, another one at every look while the task runs (gateways.md 6). */
function imageUrl(
  id: string,
  isDone: boolean,
  { baseUrl, now }: Pick<RowView, 'baseUrl' | 'now'>,
): string {
  const url = `${baseUrl}/mj/image/${id}`
  return isDone ? url : `${url}?rand=${now}000000`
}

/** Read off the button, not what Plus calls it (gateways.md 2.4). */
function rowAction(task: DemoTask): string {
  const read = task.customId ? readAction(task.customId) : undefined
  return read && 'action' in read ? read.action : task.action
}
