import type { desk as en } from '../en/desk'
import type { Translation } from '../translation'

export const desk = {
  close: '关闭',
} satisfies Translation<typeof en>
