import type { time as en } from '../en/time'
import type { Translation } from '../translation'

export const time = {
  today: '今天',
  yesterday: '昨天',
  justNow: '刚刚',
  seconds: '{seconds, number} 秒',
  minutesSeconds: '{minutes, number} 分 {seconds, number} 秒',
  inSeconds: '{seconds, number} 秒后',
} satisfies Translation<typeof en>
