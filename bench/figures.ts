/** Every figure, in the order in which they are taken. */
import type { Figure } from './figure'
import { exchange } from './figures/exchange'
import { firstLoad } from './figures/first-load'
import { gallery } from './figures/gallery'
import { library } from './figures/library'
import { mask } from './figures/mask'
import { memory } from './figures/memory'
import { mj } from './figures/mj'
import { painted } from './figures/painted'
import { reads } from './figures/reads'
import { start } from './figures/start'
import { thumbnails } from './figures/thumbnails'

export const figures: readonly Figure[] = [
  firstLoad,
  painted,
  reads,
  gallery,
  library,
  mj,
  thumbnails,
  mask,
  start,
  memory,
  exchange,
]
