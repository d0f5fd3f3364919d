/** Midnight is 00:00, in English too: "12:00 AM" is read as noon by many. */
export const clockFormat = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
