import 'server-only'
/**
 * The dialect of Crazyrouter (seeds 000 and 002): new-api's manners with what its document lists and nothing
 * beyond. Ids are words (`task_1234567890`), answers may lack `properties`, buttons lack `type` and repeat their
 * label as emoji.
 */
import { relayedActionWords } from './new-api'
import { createFamilyDialect } from './plus-family'

export const crazyrouterDialect = createFamilyDialect({
  id: 'crazyrouter',
  auths: ['bearer', 'both'],
  lacks: {
    actionWords: relayedActionWords,
    change: false,
    swap: false,
    upload: false,
    cancel: false,
    listByState: false,
    speeds: [],
  },
  speedIn: 'nowhere',
  habits: {
    answers: {
      task: ['relay-error'],
      list: ['list'],
      ids: ['missing'],
      queue: ['missing'],
      seed: ['relay-error'],
    },
    isCommon: true,
    hosts: ['crazyrouter.com'],
  },
})
