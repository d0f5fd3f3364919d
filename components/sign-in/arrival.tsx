/**
 * [Note: A key in the address] What stands behind the `#` never reaches the server, so it draws the form for those who
 * have no key. Whoever comes with one must not see that form even for a moment: this runs before the first paint and
 * marks the page as `arriving`, until useEntrance has looked. The text has no character that HTML would escape.
 */
export function Arrival({ nonce }: { nonce: string | undefined }) {
  return (
    // A browser does not tell a script's nonce to the page.
    <script nonce={nonce} suppressHydrationWarning>
      {
        'if (/^#(t|invite)=/.test(location.hash)) document.documentElement.classList.add(`arriving`)'
      }
    </script>
  )
}

/** Somebody has looked at the address: what is on the page now is meant for them. */
export function endArrival(): void {
  document.documentElement.classList.remove('arriving')
}
