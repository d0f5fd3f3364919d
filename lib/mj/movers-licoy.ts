/**
 * Licoy's ChatGPT-Midjourney keeps its tasks under `mj-list`: `{state: {currentId, draw: [entry]}, version}`, newest
 * first. An entry is what was asked for (`action`, `data`) with what came of it laid over it.
 */
import {
  addressesIn,
  asList,
  asRecord,
  gather,
  idOf,
  judge,
  type MovedHistory,
  type MovedTask,
  type MoverSkip,
  textOf,
  timeOf,
} from './movers-reading'

/** Null when this is no such history. */
export function readLicoy(value: unknown): MovedHistory | null {
  const stored = asRecord(value)
  const state = asRecord(stored?.['state']) ?? stored
  const draw = state?.['draw']
  if (!Array.isArray(draw) || !('currentId' in state!)) return null
  const entries = (draw as unknown[]).map((entry, n) => [`draw[${n}]`, readEntry(entry)] as const)
  return gather(entries.toReversed())
}

const outcomes: Readonly<Record<string, 'done' | 'failed'>> = { success: 'done', error: 'failed' }

/** An action's own words: what a button of this name is called on the wire. */
function actionOf(entry: Readonly<Record<string, unknown>>): string {
  const action = textOf(entry['action'])
  return action === 'action' ? '' : action.toUpperCase()
}

function readEntry(value: unknown): MovedTask | MoverSkip {
  const entry = asRecord(value)
  if (entry === null) return 'not-a-task'
  const asked = asRecord(entry['data'])
  const task: MovedTask = {
    gatewayTaskId: idOf(entry['taskId']),
    prompt: textOf(asked?.['prompt']) || textOf(entry['prompt']),
    promptEn: textOf(entry['promptEn']),
    finalPrompt: '',
    action: actionOf(entry),
    createdAt: timeOf(entry['created_at']),
    finishedAt: null,
    imageUrls: addressesIn(entry['imageUrl']),
    videoUrls: [],
    buttons: asList(entry['buttons']).slice(0, 64),
    parentGatewayTaskId: idOf(asked?.['taskId']),
    seed: null,
  }
  return judge(task, outcomes[textOf(entry['status'])] ?? 'unfinished')
}
