import type { storage as en } from '../en/storage'
import type { Translation } from '../translation'

export const storage = {
  title: '存储',
} satisfies Translation<typeof en>
