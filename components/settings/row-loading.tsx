/** What will be a row of a list: a name, and a line about it. `label` says what is being fetched. */
export function RowLoading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="mb-4 border-t border-line py-4">
      <div className="h-5 w-44 animate-breathe rounded-md bg-surface" />
      <div className="mt-2 h-4 w-72 max-w-full animate-breathe rounded-md bg-surface" />
    </div>
  )
}
