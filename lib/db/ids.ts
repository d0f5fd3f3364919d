import 'server-only'
import { randomBytes } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 26 lower-case characters, 128 random bits: ids of tasks, pictures, attempts and their state tokens. */
export function randomId(): string {
  let bits = 0
  let held = 0
  let id = ''
  for (const byte of randomBytes(17)) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && id.length < 26) {
      bits -= 5
      id += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return id
}
