import 'server-only'
/**
 * The dialect of the open source Java proxy, the root of the family: imagine, change, describe, blend. It sends no
 * buttons, so finished grids get ours; it answers 200 to everything, an unknown id with an empty one; it never
 * reads `Authorization` (gateways.md 1.1, 1.4).
 */
import { createFamilyDialect, readTaskWithSyntheticButtons } from './plus-family'

export const novicezkDialect = createFamilyDialect({
  id: 'novicezk',
  auths: ['mj-api-secret', 'both'],
  lacks: {
    action: false,
    modal: false,
    region: false,
    shorten: false,
    swap: false,
    upload: false,
    seed: false,
    cancel: false,
    speeds: [],
  },
  speedIn: 'nowhere',
  habits: {
    answers: {
      task: ['empty'],
      list: ['list'],
      ids: ['missing'],
      queue: ['list'],
      seed: ['missing'],
      image: ['missing'],
      mode: ['missing'],
    },
  },
  readReport: readTaskWithSyntheticButtons,
})
