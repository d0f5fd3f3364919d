export const time = {
  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'just now',
  seconds: '{seconds, number} s',
  minutesSeconds: '{minutes, number} min {seconds, number} s',
  inSeconds: 'in {seconds, number} s',
} as const
