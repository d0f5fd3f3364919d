import type { feed as en } from '../en/feed'
import type { Translation } from '../translation'

export const feed = {} satisfies Translation<typeof en>
