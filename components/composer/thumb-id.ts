import type { DraftReference } from '@/lib/mj/draft'

/** How the thumbnails of the draft are told apart in the document. */
export function thumbId({ role, id }: DraftReference): string {
  return `reference-${role}-${id}`
}
