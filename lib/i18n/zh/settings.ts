import type { settings as en } from '../en/settings'
import type { Translation } from '../translation'

export const settings = {
  title: '设置',
} satisfies Translation<typeof en>
