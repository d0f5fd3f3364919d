/** The shape of a prompt being written, and its pictures. What it amounts to is told in `prompt-draft.ts`. */

export type Draft = {
  /** Addresses of pictures, in front of everything. */
  images: readonly string[]
  /** The text field, character for character; it may hold images and flags of its own. */
  text: string
  /** Parameters that are set and not in the text: `--ar 3:2 --v 7`. */
  settings: string
  /** Pictures that people brought along, in order; a picture may have several roles. */
  references: readonly DraftReference[]
}

/** What a picture is for: what is to be seen, how it is to look, who is to be in it. */
export const referenceRoles = ['image', 'style', 'character'] as const
export type ReferenceRole = (typeof referenceRoles)[number]

export type DraftReference = {
  /** SHA-256 of its bytes (references.ts). */
  id: string
  role: ReferenceRole
}

export const emptyDraft: Draft = { images: [], text: '', settings: '', references: [] }

/** True for the draft of somebody who has not begun: nothing in it says anything. */
export function isUntouched({ images, text, settings, references }: Draft): boolean {
  return text === '' && settings === '' && images.length + references.length === 0
}

/** Adds pictures in a role, behind the others; none has the same role twice. */
export function withReferences(draft: Draft, ids: readonly string[], role: ReferenceRole): Draft {
  const held = new Set(draft.references.filter((one) => one.role === role).map(({ id }) => id))
  const added = [...new Set(ids)].filter((id) => !held.has(id))
  return { ...draft, references: [...draft.references, ...added.map((id) => ({ id, role }))] }
}
