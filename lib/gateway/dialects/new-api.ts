import 'server-only'
/**
 * The dialect of new-api, the relay behind most commercial gateways (gateways.md 1.5): it keeps tasks in a
 * database of its own, which it refreshes every 15 seconds, so a new task has the status "", no buttons and no
 * properties. It rewrites code 22 to 1 always, and 21 to 1 but for region and custom zoom: such a window shows
 * only as the status MODAL. It lists tasks by id only, cannot cancel, and asks its upstream for a seed for no
 * longer than 30 seconds. Its picture addresses may name a host that is not its own; pictures.ts sees to that.
 */
import { createFamilyDialect, readTaskWithSyntheticButtons } from './plus-family'

/** What its action parser knows; the rest it answers with `unknown_action` (gateways.md 1.5). */
export const relayedActionWords = [
  'upsample',
  'variation',
  'pan',
  'reroll',
  'Outpaint',
  'CustomZoom',
  'Inpaint',
] as const

export const newApiDialect = createFamilyDialect({
  id: 'new-api',
  auths: ['bearer', 'mj-api-secret', 'raw', 'both'],
  lacks: {
    actionWords: relayedActionWords,
    cancel: false,
    listByState: false,
    // It takes a mode prefix off again before it relays: only forks make a speed of it. One that stands in the
    // base URL is kept for their sake, but none is offered.
    speeds: [],
  },
  speedIn: 'path',
  // The upstream may be one that sends no buttons.
  readReport: readTaskWithSyntheticButtons,
  habits: {
    refuses: /"type":\s*"new_api_error"/,
    answers: {
      task: ['relay-error'],
      list: ['list'],
      ids: ['missing'],
      queue: ['missing'],
      seed: ['relay-error'],
      image: ['image-error'],
      mode: ['relay-error'],
      word: ['relay-error'],
    },
  },
})
