import 'server-only'

/** Rows that go into one statement: more than that many variables is more than some builds of the engines take. */
const rowsAtOnce = 500

export function* inChunks<T>(all: readonly T[], size = rowsAtOnce): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}

/** What a statement tells of each piece, one piece behind the other. */
export async function rowsInChunks<T, Row>(
  all: readonly T[],
  ask: (some: readonly T[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found: Row[] = []
  for (const some of inChunks(all)) found.push(...(await ask(some)))
  return found
}
