/** The sign of the house: a red safelight, lit. */
export function Lamp({ className = 'size-8' }: { className?: string }) {
  return <span aria-hidden className={`lamp block rounded-full ${className}`} />
}
