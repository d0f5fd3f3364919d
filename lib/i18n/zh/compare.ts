import type { compare as en } from '../en/compare'
import type { Translation } from '../translation'

export const compare = {
  title: '对比',
} satisfies Translation<typeof en>
