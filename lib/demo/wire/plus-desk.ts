import 'server-only'
/** What all of Plus's submits share: keeping given pictures, saying yes and no. */
import type { Acceptance } from '../engine'
import { bannedWords, findWord } from '../prompt'
import type { Given } from '../recipe'
import type { DemoSpeed } from '../task'
import { readDataUrl, type Body } from './body'
import { createDrafts } from './drafts'
import { instance } from './plus-task'
import { refuse, type Reply } from './reply'
import type { WireOptions } from './wire'

export type Submit = (body: Body, speed: DemoSpeed | null) => Promise<Reply>

/** Plus counts the decoded bytes of all pictures of a request. */
const givenLimitBytes = 20 * 1024 * 1024

export type Desk = ReturnType<typeof createDesk>

export function createDesk(options: WireOptions) {
  const drafts = createDrafts(options)

  function answer(acceptance: Acceptance): Reply {
    if (acceptance.type === 'full') return refuse(23, '队列已满，请稍后尝试')
    drafts.begin(acceptance)
    return accepted(acceptance, { discordInstanceId: instance })
  }

  function banned(promptEn: string): Reply | undefined {
    const bannedWord = findWord(bannedWords, promptEn)
    return bannedWord ? refuse(24, '可能包含敏感词', { promptEn, bannedWord }) : undefined
  }

  /** Given pictures, kept; or the refusal. */
  async function keepAll(dataUrls: readonly string[], what: string): Promise<Given[] | Reply> {
    const given: Given[] = []
    let total = 0
    for (const url of dataUrls) {
      const bytes = readDataUrl(url)
      if (!bytes) return refuse(4, `${what}格式错误`)
      total += bytes.length
      if (total > givenLimitBytes)
        return refuse(4, `文件总大小: ${(total / 1048576).toFixed(2)}MB，超过限制[20MB]`)
      const kept = await drafts.keep(bytes)
      if (!kept) return refuse(4, `${what}格式错误`)
      given.push(kept)
    }
    return given
  }

  return { drafts, answer, banned, keepAll }
}

/** The family's yes: 1, or 22 with the number ahead (gateways.md 2.1). */
export function accepted(
  { task, ahead }: Extract<Acceptance, { type: 'accepted' }>,
  properties: Record<string, unknown>,
): Reply {
  const waits = ahead > 0
  return {
    status: 200,
    isAccepted: true,
    json: {
      code: waits ? 22 : 1,
      description: waits ? `排队中，前面还有${ahead}个任务` : '提交成功',
      result: task.id,
      properties: { ...(waits ? { numberOfQueues: ahead } : {}), ...properties },
    },
  }
}

/** Elements of any type: one that is no text is refused later as no data URL, not passed over. */
export function rawTexts(body: Body, key: string): string[] {
  const value = body[key]
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : '')) : []
}
