import 'server-only'

/**
 * A studio goes on when whoever reads its output has gone (a closed pipe, a terminal that was shut). Unheard, the
 * failed write becomes an uncaught exception, which is written to the same output, and so on: one processor busy for
 * ever.
 */
export function outliveReaders(
  outputs: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr],
): void {
  for (const output of outputs) output.on('error', () => undefined)
}
