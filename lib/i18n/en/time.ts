export const time = {
  today: 'Today',
  yesterday: 'Yesterday',
  seconds: '{seconds, number} s',
  minutesSeconds: '{minutes, number} min {seconds, number} s',
  inSeconds: 'in {seconds, number} s',
} as const
