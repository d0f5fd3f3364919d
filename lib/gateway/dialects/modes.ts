import 'server-only'
/**
 * The dialect of gateways that sell by mode (seed 001): `/mj-fast` and `/mj-relax` in front of `/mj`, ids as bare
 * numbers, tasks read one at a time. The document's text writes the prefixes so, its examples `/fast/mj`; hence
 * two dialects.
 */
import type { Dialect } from '../dialect'
import { createFamilyDialect } from './plus-family'
import type { SpeedPlace } from './plus-submits'

const createModes = (id: string, speedIn: SpeedPlace): Dialect =>
  createFamilyDialect({
    id,
    auths: ['bearer', 'both'],
    lacks: {
      change: false,
      swap: false,
      upload: false,
      seed: false,
      cancel: false,
      listByCondition: false,
      listByState: false,
      speeds: ['relax', 'fast'],
    },
    speedIn,
    // How it answers an id it does not know is not documented, but for a 404 among its statuses.
    habits: {
      answers: {
        task: ['missing', 'empty'],
        list: ['missing'],
        ids: ['missing'],
        queue: ['missing'],
        seed: ['missing'],
      },
      isCommon: true,
    },
  })

/** `/mj-fast/mj/submit/imagine` */
export const modesDialect = createModes('modes', 'path')

/** `/fast/mj/submit/imagine` */
export const modesShortDialect = createModes('modes-short', 'short-path')
