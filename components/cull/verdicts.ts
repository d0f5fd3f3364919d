/** The verdicts of a cull, as its buttons, keys and swipes give them. */
import { type Cull, favour, keep, reject } from '@/lib/gallery/cull'

export function verdicts(onChange: (step: (cull: Cull) => Cull) => void) {
  return {
    keep: () => onChange(keep),
    reject: () => onChange(reject),
    favourite: () => onChange(favour),
  }
}
