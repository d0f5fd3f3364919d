import type { intake as en } from '../en/intake'
import type { Translation } from '../translation'

export const intake = {
  title: '用它来做什么？',
} satisfies Translation<typeof en>
