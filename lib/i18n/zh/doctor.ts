import type { doctor as en } from '../en/doctor'
import type { Translation } from '../translation'

export const doctor = {
  test: '测试连接',
} satisfies Translation<typeof en>
