import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Sources without any state of their own: their tests may share one module graph, which halves their time. */
const pure = ['lib/{mj,i18n,editor,gallery,demo,gateway}/**/*.test.ts', 'components/**/*.test.ts']

/** What takes a minute begins first, whatever its file's size. */
const long = ['lib/server/kill.test.ts', 'lib/demo/pixels.test.ts', 'lib/server/tracker.test.ts']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(name))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') },
    // `server-only` throws unless this condition is set (its package.json says so).
    conditions: ['react-server', 'node', 'module', 'default'],
  },
  ssr: { resolve: { conditions: ['react-server', 'node', 'module', 'default'] } },
  test: {
    environment: 'node',
    // Ends what hangs, and is no measure: a test of seconds takes ten times as long on a machine that has other work.
    testTimeout: 60_000,
    server: { deps: { inline: ['server-only'] } },
    // Vitest leaves one processor to whoever watches. Nobody does, and some tests wait for processes of their own.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, pool: 'threads', isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'studio',
          include: ['{lib,app,components,scripts,bench,torture}/**/*.test.ts', 'server.test.ts'],
          exclude: pure,
        },
      },
    ],
  },
})
