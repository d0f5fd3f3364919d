/** What an address may carry behind its `#`, where no server and no log sees it. */

/** The start token in an address as the studio prints it (`…/#t=…`), or pasted alone; null when there is none. */
export function readStartToken(text: string): string | null {
  const trimmed = text.trim()
  const inAddress = /#t=([\w-]+)/.exec(trimmed)?.[1]
  if (inAddress) return inAddress
  return /^[\w-]{16,}$/.test(trimmed) ? trimmed : null
}

/** The secret of an invitation (`…/#invite=…`); null when there is none. */
export function readInvitation(text: string): string | null {
  return /#invite=([\w-]+)/.exec(text)?.[1] ?? null
}
