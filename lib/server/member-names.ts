import 'server-only'
import { z } from 'zod'

const longestName = 60

/** Of a member or a token, as it is shown: one line, without what cannot be seen. */
export const memberNameSchema = z
  .string()
  .max(4 * longestName)
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(longestName)
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cn}]+$/u, 'a name is made of signs that can be seen'),
  )

/** The name as it is compared: two that differ in case or width alone are one. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase().normalize('NFKC')
}
