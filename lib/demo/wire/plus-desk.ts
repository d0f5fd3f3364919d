import 'server-only'
/** What all of Plus's submits share: reading the base fields, keeping given pictures, saying yes and no. */
import { describeButtons, gridButtons, singleButtons } from '../buttons'
import type { Acceptance, Draft } from '../engine'
import { effort } from '../follow-up'
import { bannedWords, findWord, readPrompt } from '../prompt'
import { describe, numbered } from '../reading'
import { compose, tilesOf, type Given, type Recipe } from '../recipe'
import type { DemoSpeed, DemoTask } from '../task'
import { readDataUrl, record, text, texts, type Body } from './body'
import type { PlusOptions } from './plus'
import { instance, isGridRecipe } from './plus-task'
import { refuse, type Reply } from './reply'

export type Submit = (body: Body, speed: DemoSpeed | null) => Promise<Reply>

/** Plus counts the decoded bytes of all pictures of a request. */
const givenLimitBytes = 20 * 1024 * 1024

export type Desk = ReturnType<typeof createDesk>

export function createDesk(options: PlusOptions) {
  const { gallery, account, baseUrl, paintsAhead } = options

  /** Everything a draft needs that the request's base fields say. */
  function base(body: Body, speed: DemoSpeed | null, prompt: string) {
    return {
      state: text(body, 'state'),
      notifyHook: text(body, 'notifyHook'),
      botType: text(body, 'botType') || 'MID_JOURNEY',
      speed: speed ?? speedOf(body, prompt),
      parentId: null,
      customId: null,
      givenPicture: null,
      seed: null,
      window: null,
      refusal: null,
      script: 'grid',
      effort: effort.grid,
    } as const
  }

  function answer(acceptance: Acceptance): Reply {
    if (acceptance.type === 'full') return refuse(23, '队列已满，请稍后尝试')
    const { task, ahead } = acceptance
    // Begun at once, so that the bytes are there when the clock says so.
    if (paintsAhead && task.recipe && task.startTime !== null)
      gallery.begin(compose(task.recipe, task.seed))
    const waits = ahead > 0
    return {
      status: 200,
      isAccepted: true,
      json: {
        code: waits ? 22 : 1,
        description: waits ? `排队中，前面还有${ahead}个任务` : '提交成功',
        result: task.id,
        properties: {
          ...(waits ? { numberOfQueues: ahead } : {}),
          discordInstanceId: instance,
        },
      },
    }
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
      const name = await gallery.keep(bytes)
      if (!name) return refuse(4, `${what}格式错误`)
      const { width, height } = await gallery.given(name)
      given.push({ name, width, height })
    }
    return given
  }

  const addressOf = ({ name }: Given) => `${baseUrl}/demo/given/${name}.png`

  async function describeDraft(name: string, fields: ReturnType<typeof base>): Promise<Draft> {
    const readings = describe(await gallery.given(name))
    return {
      ...fields,
      action: 'DESCRIBE',
      prompt: '',
      promptEn: '',
      finalPrompt: numbered(readings),
      description: `/describe ${name.slice(0, 16)}.png`,
      recipe: null,
      givenPicture: name,
      script: 'jump',
      effort: effort.text,
      charge: null,
      finish: () => ({ buttons: describeButtons(), readings }),
    }
  }

  /** The buttons under what a recipe paints, for a job of this prompt. */
  function finish(
    recipe: Recipe | null,
    prompt: string,
    botType: string,
    job: string,
  ): Pick<DemoTask, 'buttons' | 'readings'> {
    if (!recipe || recipe.verb === 'swap' || recipe.verb === 'film')
      return { buttons: [], readings: [] }
    if (isGridRecipe(recipe))
      return { buttons: gridButtons(job, { canVary: recipe.verb !== 'pan' }), readings: [] }
    const [tile] = tilesOf(compose(recipe, 0))
    return {
      buttons: singleButtons(job, {
        model: readPrompt(prompt, botType).model,
        isSquare: Math.abs(tile!.view.width / tile!.view.height - 1) < 0.01,
        isEnlarged: recipe.verb === 'enlarge',
        hasVideo: account.hasVideo,
      }),
      readings: [],
    }
  }

  return { base, answer, banned, keepAll, addressOf, describeDraft, finish }
}

/** Elements of any type: one that is no text is refused later as no data URL, not passed over. */
export function rawTexts(body: Body, key: string): string[] {
  const value = body[key]
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : '')) : []
}

function speedOf(body: Body, prompt: string): DemoSpeed {
  const [mode] = texts(record(body['accountFilter']), 'modes')
  const asked = mode?.toLowerCase() ?? /--(relax|fast|turbo)\b/.exec(prompt)?.[1]
  return asked === 'relax' || asked === 'turbo' ? asked : 'fast'
}

export function withoutSpeed(prompt: string): string {
  return prompt.replace(/\s*--(fast|relax|turbo)\b/g, '').trim()
}
