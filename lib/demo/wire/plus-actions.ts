import 'server-only'
/** Plus's follow-ups: pressed buttons, the windows some of them open, and the old change commands. */
import { readPress } from '../buttons'
import type { Acceptance } from '../engine'
import { effort, followUp, opensWindow, type Answer, type FollowUp } from '../follow-up'
import { lateRefusal, readPrompt } from '../prompt'
import { momentOf, type DemoSpeed, type DemoTask } from '../task'
import { translate } from '../vocabulary'
import { readMask, record, text, type Body } from './body'
import type { PlusOptions } from './plus'
import { withoutSpeed, type Desk, type Submit } from './plus-desk'
import { instance } from './plus-task'
import { refuse, type Reply } from './reply'

export function createPlusActions(options: PlusOptions, desk: Desk): Record<string, Submit> {
  const { engine, gallery, account, now } = options
  const { base, answer, banned, describeDraft, finish } = desk

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
      finish: (job) => finish(next.recipe, promptOf(parent), parent.botType, job),
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
        ...finish(recipe, filled.prompt, task.botType, task.job),
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
  return {
    '/mj/submit/action': action,
    '/mj/submit/modal': modal,
    '/mj/submit/change': change,
    '/mj/submit/simple-change': simpleChange,
  }
}

/** The prompt that follow-ups of a task are made with. */
function promptOf(task: DemoTask): string {
  return task.readings.length > 0 ? '' : task.finalPrompt
}

function labelOf(parent: DemoTask, customId: string): string {
  const found = parent.buttons.find((button) => button.customId === customId)
  return found?.label || found?.emoji || ''
}
