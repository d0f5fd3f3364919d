import 'server-only'
/**
 * The dialect of midjourney-proxy-plus: buttons, windows, everything the family knows (gateways.md chapters 1
 * to 5). The Java edition itself takes `mj-api-secret`, the services in front of it a bearer token.
 */
import { createFamilyDialect } from './plus-family'

const answers = {
  task: ['empty'],
  list: ['list'],
  ids: ['list'],
  queue: ['list'],
  seed: ['no-task'],
  image: ['missing'],
} as const

/** Speeds by mode prefix, as most services in front of a Plus take them (gateways.md 1.1). */
export const plusDialect = createFamilyDialect({
  id: 'plus',
  auths: ['bearer', 'mj-api-secret', 'raw', 'both'],
  speedIn: 'path',
  habits: { answers: { ...answers, mode: ['empty'] } },
})

/** Speeds by `accountFilter.modes`: the Java edition itself, which knows no prefixes. */
export const plusFilterDialect = createFamilyDialect({
  id: 'plus-filter',
  auths: ['bearer', 'mj-api-secret', 'raw', 'both'],
  speedIn: 'filter',
  habits: { answers: { ...answers, mode: ['missing'] } },
})
