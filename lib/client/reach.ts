/**
 * Waits for a studio that does not answer. Whatever failed because of that (code, pictures, what is read) waits here
 * and is then asked for again by whoever needed it; for all of them one question at a time goes out. The changes loop
 * has a rhythm of its own and tells the person; this tells nobody.
 */
import { getJson, isUnanswered } from './http'

export type Reach = {
  /** Resolves as soon as the studio answers anything at all, to whether one had to wait for it; never rejects. */
  reached: () => Promise<boolean>
}

const pausesMs = [500, 1000, 2000, 4000, 8000, 15_000] as const

export function createReach(options: {
  answers: () => Promise<boolean>
  /** Resolves after `ms`, or sooner when there is reason to hope. */
  pause: (ms: number) => Promise<void>
}): Reach {
  let asking: Promise<boolean> | null = null
  const ask = async () => {
    let failures = 0
    for (; !(await options.answers()); failures += 1) {
      await options.pause(pausesMs[Math.min(failures, pausesMs.length - 1)]!)
    }
    asking = null
    return failures > 0
  }
  return { reached: () => (asking ??= ask()) }
}

/** The studio of this page. */
export const { reached: studioReached } = createReach({
  answers: () =>
    getJson('/api/health').then(
      () => true,
      (error: unknown) => !isUnanswered(error),
    ),
  pause: (ms) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        window.removeEventListener('online', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      window.addEventListener('online', end)
    }),
})

/**
 * Loads code, if need be when the studio can be reached again. A studio that answers and still has no such file has
 * been renewed since the page was opened: that fails, and a fresh page helps.
 */
export async function loadOnceReached<Module>(
  load: () => Promise<Module>,
  reached: () => Promise<unknown> = studioReached,
): Promise<Module> {
  for (let triesLeft = 2; ; triesLeft -= 1) {
    try {
      return await load()
    } catch (error) {
      if (triesLeft === 0 || !isNotLoaded(error)) throw error
    }
    await reached()
  }
}

/** The name is the bundler's, for a file of code that did not come. */
function isNotLoaded(error: unknown): boolean {
  return error instanceof Error && error.name === 'ChunkLoadError'
}
