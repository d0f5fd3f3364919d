/** plain-proxy.mjs as a process of its own. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type PlainProxy = {
  url: string
  /** How many requests have gone to a path that begins like this, such as `mj/task`. */
  counted(kind: string): Promise<number>
  end(): Promise<void>
}

export async function openPlainProxy(target: string): Promise<PlainProxy> {
  const program = fileURLToPath(new URL('plain-proxy.mjs', import.meta.url))
  const child = fork(program, [target], { execArgv: [] })
  const { port } = await answerOf<{ port: number }>(child)
  return {
    url: `http://127.0.0.1:${port}`,
    async counted(kind) {
      child.send('count')
      const { counts } = await answerOf<{ counts: Readonly<Record<string, number>> }>(child)
      return counts[kind] ?? 0
    },
    async end() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const [answer] = (await once(child, 'message')) as [Answer]
  return answer
}
