import 'server-only'

/** Rows that go into one statement: more than that many variables is more than some builds of the engines take. */
export const rowsAtOnce = 500

export function* inChunks<T>(all: readonly T[], size = rowsAtOnce): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}
