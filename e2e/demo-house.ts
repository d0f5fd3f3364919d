import 'server-only'
/**
 * Where the demo gateways of the stories live: one process for each of Playwright's workers, because starting one
 * takes a second, and opening a gateway in it next to nothing. Each story has a gateway of its own, with its own
 * port, folder, key and account; what they share is the process. Driven by the messages of demos.ts.
 */
import { listen, type ListeningDemo } from '@/lib/demo/command/listen'
import { parsePersonality } from '@/lib/demo/wire/wire'
import type { Answer, DemoOptions, Order } from './demos'

const open = new Map<string, ListeningDemo>()

async function openDemo({ personality, ...options }: DemoOptions): Promise<string> {
  const demo = await listen(
    { host: '127.0.0.1', port: 0 },
    { ...options, personality: parsePersonality(personality) },
  )
  open.set(demo.url, demo)
  return demo.url
}

async function closeDemo(url: string): Promise<string> {
  await open.get(url)?.close()
  open.delete(url)
  return url
}

process.on('message', (order: Order) => {
  const { number } = order
  const tell = (answer: Answer) => process.send?.(answer)
  const done = 'open' in order ? openDemo(order.open) : closeDemo(order.close)
  done.then(
    (url) => tell({ number, url }),
    (error: unknown) => tell({ number, error: String(error) }),
  )
})
// The worker that started this one has ended.
process.on('disconnect', () => process.exit(0))
