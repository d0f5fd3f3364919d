import 'server-only'
/**
 * The dialect of trueai's C# proxy since version 10 (gateways.md, column T): no change, a code 3 with HTTP 404, an
 * unknown id as 204, `{success:false}` with HTTP 200, code 9 for a full queue, and code 1 even for a banned word,
 * whose task then fails. It takes `Authorization` as it stands, "Bearer " included, and looks at nothing else
 * when there is one; ids must be text. A cancel needs an administrator's key.
 */
import { createFamilyDialect } from './plus-family'

export const trueaiDialect = createFamilyDialect({
  id: 'trueai',
  auths: ['mj-api-secret', 'raw'],
  lacks: { change: false },
  speedIn: 'path',
  habits: {
    refuses: /^(?:Authorization header missing\.|账号已禁用|账号不可用|未登录)$/,
    answers: {
      task: ['no-content'],
      list: ['list'],
      ids: ['list'],
      queue: ['missing'],
      seed: ['no-task'],
      image: ['missing'],
      mode: ['no-content'],
      word: ['missing'],
    },
  },
})
