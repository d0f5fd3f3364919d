import 'server-only'
/** Plus's follow-ups: pressed buttons, the windows some of them open, and the old change commands. */
import { readPress } from '../buttons'
import { opensWindow } from '../follow-up'
import { momentOf, type DemoSpeed, type DemoTask } from '../task'
import { translate } from '../vocabulary'
import { readMask, record, text, type Body } from './body'
import { withoutSpeed } from './drafts'
import type { Desk, Submit } from './plus-desk'
import { instance } from './plus-task'
import { refuse, type Reply } from './reply'
import type { WireOptions } from './wire'

export function createPlusActions(options: WireOptions, desk: Desk): Record<string, Submit> {
  const { engine, gallery, account, now } = options
  const { drafts, answer, banned } = desk
  const { base } = drafts

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
    const fields = base(body, speed, '')
    const hasRemix =
      account.hasRemix ||
      body['enableRemix'] === true ||
      record(body['accountFilter'])['remix'] === true
    const windowed = opensWindow(pressed, parent, hasRemix)
    if (pressed.name === 'read-again') {
      engine.press(parent, customId)
      return answer(
        engine.accept({
          ...(await drafts.describe(fields, parent.givenPicture ?? '')),
          parentId: parent.id,
          customId,
        }),
      )
    }
    const draft = drafts.pressed(fields, parent, pressed)
    if (!draft) return refuse(3, '关联动作不存在')
    const acceptance = engine.accept({
      ...draft,
      customId,
      prompt: reading ?? draft.prompt,
      promptEn: reading ?? draft.promptEn,
      finalPrompt,
      description: `/up ${taskId} ${labelOf(parent, customId)}`,
      window: windowed
        ? { needsMask: pressed.name === 'region', isEditable: hasRemix || reading !== undefined }
        : null,
      charge: windowed ? null : draft.charge,
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
    return (
      banned(promptEn) ??
      answer(drafts.confirm(task, { prompt: promptEn, mask }, { prompt, refusal: null }))
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

function labelOf(parent: DemoTask, customId: string): string {
  const found = parent.buttons.find((button) => button.customId === customId)
  return found?.label || found?.emoji || ''
}
