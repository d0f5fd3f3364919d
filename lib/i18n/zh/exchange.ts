import type { exchange as en } from '../en/exchange'
import type { Translation } from '../translation'

export const exchange = {
  title: '导入与导出',
} satisfies Translation<typeof en>
