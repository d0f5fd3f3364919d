import type { task as en } from '../en/task'
import type { Translation } from '../translation'

export const task = {} satisfies Translation<typeof en>
