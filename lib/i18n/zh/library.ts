import type { library as en } from '../en/library'
import type { Translation } from '../translation'

export const library = {
  title: '图库',
} satisfies Translation<typeof en>
