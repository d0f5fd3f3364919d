import 'server-only'
/** What all of trueai's submits share: its three shapes of no, its yes, and pictures however they come. */
import type { Acceptance } from '../engine'
import { bannedWords, findWord } from '../prompt'
import type { Given } from '../recipe'
import { readDataUrl, text, type Body } from './body'
import { createDrafts } from './drafts'
import { accepted } from './plus-desk'
import { instance } from './plus-task'
import { refuse, type Reply } from './reply'
import type { WireOptions } from './wire'

export type TrueaiDesk = ReturnType<typeof createTrueaiDesk>

/** Said late, of the task, never of the submit (gateways.md 2.1, code 24). */
const bannedReason = '可能包含敏感词'

export const plain = (status: number, words: string): Reply => ({ status, text: words })

/** An unknown parent: HTTP 404 with a body that means it. */
export const missing = (): Reply => ({ ...refuse(3, '关联任务不存在或已失效'), status: 404 })

/** Shape 3 of gateways.md 3.7: an exception with HTTP 200 and the time in .NET's ticks. */
export function fault(message: string, now: number): Reply {
  const ticks = BigInt(Math.floor(now)) * 10_000n + 621_355_968_000_000_000n
  return { status: 200, json: { success: false, code: -1, message, timestamp: String(ticks) } }
}

export function createTrueaiDesk(options: WireOptions) {
  const { baseUrl, now } = options
  const drafts = createDrafts(options)

  function answer(acceptance: Acceptance): Reply {
    if (acceptance.type === 'full') return refuse(9, '提交失败，队列已满，请稍后重试')
    drafts.begin(acceptance)
    return accepted(acceptance, { discordInstanceId: instance, discordChannelId: instance })
  }

  /** On imagine an ordinary refusal, elsewhere an exception (gateways.md 3.7). */
  function overlong(path: string, body: Body): Reply | undefined {
    const isOverlong = text(body, 'state').length > 255 || text(body, 'notifyHook').length > 2000
    if (!isOverlong) return undefined
    const words = 'State参数过长'
    return path === '/mj/submit/imagine' ? refuse(4, words) : fault(words, now())
  }

  /** Why the task will fail, when a word is banned. */
  function bannedLater(prompt: string): string | null {
    return findWord(bannedWords, prompt) ? bannedReason : null
  }

  /**
   * A picture as data URL, bare base64 or address. Only addresses that this gateway gave out lead to bytes: the
   * demo fetches nothing. Undefined when there are none.
   */
  async function read(value: string): Promise<Given | undefined> {
    if (/^https?:\/\//.test(value)) {
      const name = value.replace(`${baseUrl}/demo/given/`, '').replace(/\.png$/, '')
      const file = /^[0-9a-f]{64}$/.test(name) ? await options.gallery.givenFile(name) : undefined
      return file && drafts.keep(file.bytes)
    }
    const bytes = readDataUrl(value) ?? readDataUrl(`data:image/png;base64,${value}`)
    return bytes && drafts.keep(bytes)
  }

  return { drafts, answer, overlong, bannedLater, read }
}
