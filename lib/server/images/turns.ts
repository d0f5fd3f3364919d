import 'server-only'

/** Runs what it is given when fewer than `most` others run, in the order in which they came. */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let working = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (working >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else working += 1
    try {
      return await work()
    } finally {
      // The place is handed over, so that nobody who comes between can take it.
      const next = waiting.shift()
      if (next) next()
      else working -= 1
    }
  }
}
