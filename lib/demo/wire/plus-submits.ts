import 'server-only'
/** Plus's submits: each checks in the order Plus checks, then hands a draft to the engine. */
import { describeButtons, gridButtons, readPress, shortenButtons, singleButtons } from '../buttons'
import type { Acceptance, Draft } from '../engine'
import { effort, followUp, opensWindow, type Answer, type FollowUp } from '../follow-up'
import { bannedWords, findWord, lateRefusal, readPrompt } from '../prompt'
import { describe, numbered, paletteOf, shorten } from '../reading'
import { compose, tilesOf, type Given, type Recipe } from '../recipe'
import { momentOf, type DemoSpeed, type DemoTask } from '../task'
import { translate } from '../vocabulary'
import { readDataUrl, readMask, record, text, texts, type Body } from './body'
import type { PlusOptions } from './plus'
import { isGridRecipe } from './plus-task'
import { json, refuse, springError, type Reply } from './reply'

type Submit = (body: Body, speed: DemoSpeed | null) => Promise<Reply>

const instance = '7415633538733102848'
const bodyLimit = 20 * 1024 * 1024

export function createPlusSubmits(options: PlusOptions): Record<string, Submit> {
  const { engine, gallery, account, baseUrl, now, paintsAhead } = options

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

  /** Plus answers an unknown `botType` as Spring does. */
  function isUnknownBot(body: Body): boolean {
    const botType = body['botType']
    return (
      botType !== undefined &&
      botType !== null &&
      botType !== '' &&
      botType !== 'MID_JOURNEY' &&
      botType !== 'NIJI_JOURNEY'
    )
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
      if (total > bodyLimit)
        return refuse(4, `文件总大小: ${(total / 1048576).toFixed(2)}MB，超过限制[20MB]`)
      const name = await gallery.keep(bytes)
      if (!name) return refuse(4, `${what}格式错误`)
      const { width, height } = await gallery.given(name)
      given.push({ name, width, height })
    }
    return given
  }

  const addressOf = ({ name }: Given) => `${baseUrl}/demo/given/${name}.png`

  const imagine: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const single = text(body, 'base64')
    const images = [...rawTexts(body, 'base64Array'), ...(single ? [single] : [])]
    if (new Set(images).size < images.length) return refuse(4, '垫图base64重复')
    const promptEn = translate(prompt)
    const refused = banned(promptEn)
    if (refused) return refused
    const given = await keepAll(images, 'base64')
    if (!Array.isArray(given)) return given
    const { botType } = base(body, speed, prompt)
    const read = readPrompt(promptEn, botType)
    const palette =
      given.length > 0
        ? paletteOf(await Promise.all(given.map(({ name }) => gallery.given(name))))
        : null
    // Plus puts the uploaded addresses in front of the prompt (gateways.md 3.1).
    const prefix = given.map((picture) => `${addressOf(picture)} `).join('')
    const recipe: Recipe = { verb: 'imagine', prompt: promptEn, botType, palette }
    return answer(
      engine.accept({
        ...base(body, speed, prompt),
        action: 'IMAGINE',
        prompt: prefix + prompt,
        promptEn: prefix + promptEn,
        finalPrompt: prefix + withoutSpeed(promptEn),
        description: `/imagine ${prefix}${prompt}`,
        recipe,
        seed: read.seed,
        refusal: lateRefusal(read),
        charge: 'imagine',
        finish: (job) => finishOf(recipe, promptEn, botType, job, account.hasVideo),
      }),
    )
  }

  const blend: Submit = async (body, speed) => {
    const images = rawTexts(body, 'base64Array')
    if (images.length < 2 || images.length > 5) return refuse(4, 'base64List参数错误')
    const dimensions = body['dimensions'] === undefined ? 'SQUARE' : body['dimensions']
    if (dimensions === null) return refuse(4, 'dimensions参数错误')
    const aspect = typeof dimensions === 'string' ? aspects[dimensions] : undefined
    if (aspect === undefined) return springError(400, '/mj/submit/blend', now())
    if (new Set(images).size < images.length) return refuse(4, '图片base64重复')
    const pictures = await keepAll(images, 'base64')
    if (!Array.isArray(pictures)) return pictures
    const recipe: Recipe = { verb: 'blend', pictures, aspect }
    const { botType } = base(body, speed, '')
    return answer(
      engine.accept({
        ...base(body, speed, ''),
        action: 'BLEND',
        prompt: '',
        promptEn: '',
        finalPrompt: `${pictures.map((picture) => `<${addressOf(picture)}>`).join(' ')} --ar ${arOf(aspect)}`,
        description: `/blend ${pictures.length}`,
        recipe,
        charge: 'blend',
        finish: (job) => finishOf(recipe, '', botType, job, account.hasVideo),
      }),
    )
  }

  const describePicture: Submit = async (body, speed) => {
    const image = text(body, 'base64')
    if (image.trim() === '') return refuse(4, 'base64不能为空')
    const given = await keepAll([image], 'base64')
    if (!Array.isArray(given)) return given
    return answer(engine.accept(await describeDraft(given[0]!.name, base(body, speed, ''))))
  }

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

  const shortenPrompt: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const promptEn = translate(prompt)
    const refused = banned(promptEn)
    if (refused) return refused
    const shortened = shorten(promptEn)
    return answer(
      engine.accept({
        ...base(body, speed, prompt),
        action: 'SHORTEN',
        prompt,
        promptEn,
        finalPrompt: shortened.text,
        description: `/shorten ${prompt}`,
        recipe: null,
        script: 'jump',
        effort: effort.text,
        charge: null,
        finish: () => ({
          buttons: shortenButtons(shortened.prompts.length),
          readings: shortened.prompts,
        }),
      }),
    )
  }

  const swap: Submit = async (body, speed) => {
    const images = [text(body, 'sourceBase64'), text(body, 'targetBase64')]
    if (images.some((image) => image.trim() === ''))
      return refuse(4, 'sourceBase64、targetBase64不能为空')
    const given = await keepAll(images, 'base64')
    if (!Array.isArray(given)) return given
    const [source, target] = given
    const reply = answer(
      engine.accept({
        ...base(body, speed, ''),
        action: 'SWAP_FACE',
        prompt: '',
        promptEn: '',
        finalPrompt: '',
        description: '/swap',
        recipe: { verb: 'swap', source: source!, target: target! },
        effort: effort.swap,
        charge: 'swap',
        finish: () => ({ buttons: [], readings: [] }),
      }),
    )
    // A `Message`, not a submit result: no properties (gateways.md 1.3).
    const { code, result } = record(reply.json)
    return reply.isAccepted ? { ...reply, json: { code, description: '成功', result } } : reply
  }

  const upload: Submit = async (body) => {
    const images = rawTexts(body, 'base64Array')
    if (images.length === 0)
      return json({ code: 4, description: 'base64Array不能为空', result: null })
    const given = await keepAll(images, 'base64')
    if (!Array.isArray(given)) {
      const { code, description } = record(given.json)
      return json({ code, description, result: null })
    }
    return json({ code: 1, description: '成功', result: given.map(addressOf) })
  }

  const action: Submit = async (body, speed) => {
    const taskId = text(body, 'taskId')
    const customId = text(body, 'customId')
    if (taskId.trim() === '' || customId.trim() === '') return refuse(4, '参数错误')
    return press(taskId, customId, body, speed)
  }

  async function press(
    taskId: string,
    customId: string,
    body: Body,
    speed: DemoSpeed | null,
  ): Promise<Reply> {
    const parent = engine.find(taskId)
    if (!parent) return refuse(3, '关联任务不存在或已失效')
    if (momentOf(parent, now()).status !== 'SUCCESS') return refuse(4, '关联任务状态错误')
    if (!parent.buttons.some((button) => button.customId === customId))
      return refuse(3, '关联动作不存在')
    const pressed = readPress(customId)
    if (!pressed || (pressed.name === 'animate' && !account.hasVideo))
      return refuse(4, '不支持的动作')

    const reading = 'index' in pressed ? parent.readings[pressed.index - 1] : undefined
    const finalPrompt = reading ?? withoutSpeed(parent.finalPrompt)
    const fields = {
      ...base(body, speed, ''),
      botType: parent.botType,
      parentId: parent.id,
      customId,
    }
    const hasRemix =
      account.hasRemix ||
      body['enableRemix'] === true ||
      record(body['accountFilter'])['remix'] === true
    const windowed = opensWindow(pressed, parent, hasRemix)
    if (pressed.name === 'read-again') {
      engine.press(parent, customId)
      return answer(
        engine.accept({
          ...(await describeDraft(parent.givenPicture ?? '', base(body, speed, ''))),
          parentId: parent.id,
          customId,
        }),
      )
    }
    const next = followUp(pressed, parent, { prompt: promptOf(parent), mask: null })
    if (!next) return refuse(3, '关联动作不存在')
    const acceptance = engine.accept({
      ...fields,
      ...next,
      prompt: reading ?? parent.prompt,
      promptEn: reading ?? parent.promptEn,
      finalPrompt,
      description: `/up ${taskId} ${labelOf(parent, customId)}`,
      window: windowed
        ? { needsMask: pressed.name === 'region', isEditable: hasRemix || reading !== undefined }
        : null,
      charge: windowed ? null : next.action.toLowerCase(),
      finish: (job) =>
        finishOf(next.recipe, promptOf(parent), parent.botType, job, account.hasVideo),
    })
    if (acceptance.type === 'accepted') engine.press(parent, customId)
    if (acceptance.type === 'full' || !windowed) return answer(acceptance)
    return {
      status: 200,
      isAccepted: true,
      json: {
        code: 21,
        description: '等待窗口确认',
        result: acceptance.task.id,
        properties: { finalPrompt, remix: hasRemix, discordInstanceId: instance },
      },
    }
  }

  const modal: Submit = async (body) => {
    const taskId = text(body, 'taskId')
    if (taskId.trim() === '') return refuse(4, '参数错误')
    const task = engine.find(taskId)
    if (!task) return refuse(3, '关联任务不存在或已失效')
    if (!task.window || momentOf(task, now()).status !== 'MODAL') return refuse(4, '任务状态错误')
    const maskText = text(body, 'maskBase64')
    if (task.window.needsMask && maskText.trim() === '') return refuse(4, '蒙版base64不能为空')
    const mask = task.window.needsMask ? await gallery.keep(readMask(maskText)) : null
    if (mask === undefined) return refuse(4, '蒙版base64格式错误')
    const prompt = text(body, 'prompt').trim() || task.finalPrompt
    const promptEn = translate(prompt)
    return banned(promptEn) ?? answer(confirmWindow(task, { prompt: promptEn, mask }, prompt))
  }

  function confirmWindow(task: DemoTask, filled: Answer, prompt: string): Acceptance {
    const parent = engine.find(task.parentId ?? '')
    const pressed = readPress(task.customId ?? '')
    const next = parent && pressed ? followUp(pressed, parent, filled) : undefined
    // The parent can have vanished meanwhile; then what the button first meant is done.
    const work: FollowUp = next ?? { ...task, effort: effort.grid }
    const { recipe, script } = work
    const read = readPrompt(filled.prompt, task.botType)
    return engine.confirm(
      task,
      {
        recipe,
        script,
        prompt,
        promptEn: filled.prompt,
        finalPrompt: withoutSpeed(filled.prompt),
        seed: read.seed ?? task.seed,
        ...finishOf(recipe, filled.prompt, task.botType, task.job, account.hasVideo),
      },
      { effort: work.effort, charge: work.action.toLowerCase(), refusal: lateRefusal(read) },
    )
  }

  /** Plus looks the old index up among the parent's buttons; there is no R (gateways.md 1.2). */
  const change: Submit = async (body, speed) => {
    const taskId = text(body, 'taskId')
    if (taskId.trim() === '') return refuse(4, 'taskId不能为空')
    const letter = { UPSCALE: 'U', VARIATION: 'V' }[text(body, 'action')] ?? ''
    return changeByLabel(taskId, `${letter}${text(body, 'index')}`, body, speed)
  }

  const simpleChange: Submit = async (body, speed) => {
    const [taskId, word, ...rest] = text(body, 'content').split(' ')
    const [, label] = /^([UV][1-4])/.exec(word?.toUpperCase() ?? '') ?? []
    if (!taskId || !label || rest.length > 0) return refuse(4, 'content参数错误')
    return changeByLabel(taskId, label, body, speed)
  }

  async function changeByLabel(
    taskId: string,
    label: string,
    body: Body,
    speed: DemoSpeed | null,
  ): Promise<Reply> {
    const parent = engine.find(taskId)
    if (!parent) return refuse(3, '关联任务不存在或已失效')
    if (momentOf(parent, now()).status !== 'SUCCESS') return refuse(4, '关联任务状态错误')
    const found = parent.buttons.find((button) => button.label === label)
    return found ? press(taskId, found.customId, body, speed) : refuse(3, '关联动作不存在')
  }

  const checked =
    (submit: Submit): Submit =>
    async (body, speed) =>
      isUnknownBot(body) ? springError(400, '/mj/submit', now()) : submit(body, speed)

  return {
    '/mj/submit/imagine': checked(imagine),
    '/mj/submit/blend': checked(blend),
    '/mj/submit/describe': checked(describePicture),
    '/mj/submit/shorten': checked(shortenPrompt),
    '/mj/submit/action': action,
    '/mj/submit/modal': modal,
    '/mj/submit/change': change,
    '/mj/submit/simple-change': simpleChange,
    '/mj/submit/upload-discord-images': upload,
    '/mj/insight-face/swap': swap,
  }
}

const aspects: Record<string, number | undefined> = { PORTRAIT: 2 / 3, SQUARE: 1, LANDSCAPE: 3 / 2 }

function arOf(aspect: number): string {
  return aspect < 1 ? '2:3' : aspect > 1 ? '3:2' : '1:1'
}

/** Elements of any type: one that is no text is refused later as no data URL, not passed over. */
function rawTexts(body: Body, key: string): string[] {
  const value = body[key]
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : '')) : []
}

function speedOf(body: Body, prompt: string): DemoSpeed {
  const [mode] = texts(record(body['accountFilter']), 'modes')
  const asked = mode?.toLowerCase() ?? /--(relax|fast|turbo)\b/.exec(prompt)?.[1]
  return asked === 'relax' || asked === 'turbo' ? asked : 'fast'
}

function withoutSpeed(prompt: string): string {
  return prompt.replace(/\s*--(fast|relax|turbo)\b/g, '').trim()
}

/** The prompt that follow-ups of a task are made with. */
function promptOf(task: DemoTask): string {
  return task.readings.length > 0 ? '' : task.finalPrompt
}

function labelOf(parent: DemoTask, customId: string): string {
  const found = parent.buttons.find((button) => button.customId === customId)
  return found?.label || found?.emoji || ''
}

function finishOf(
  recipe: Recipe | null,
  prompt: string,
  botType: string,
  job: string,
  hasVideo: boolean,
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
      hasVideo,
    }),
    readings: [],
  }
}
