import type { composer as en } from '../en/composer'
import type { Translation } from '../translation'

export const composer = {} satisfies Translation<typeof en>
