import 'server-only'
/** trueai's pressed buttons and windows (gateways.md 2.2). A button need not be the parent's; its kind must be known. */
import { readPress, type DemoButton, type Press } from '../buttons'
import type { Draft } from '../engine'
import { effort } from '../follow-up'
import { numbered } from '../reading'
import { momentOf, type DemoTask } from '../task'
import { translate } from '../vocabulary'
import { text, type Body } from './body'
import { withoutSpeed, type Fields } from './drafts'
import type { Submit } from './plus-desk'
import { refuse, type Reply } from './reply'
import { missing, type TrueaiDesk } from './trueai-desk'
import type { WireOptions } from './wire'

const unknownAction = () => refuse(4, '未知的 Action 类型')

/** What only an account's Remix opens a window for. */
const remixable = ['variation', 'vary', 'pan', 'reroll', 'animate']

export function createTrueaiActions(
  options: WireOptions,
  desk: TrueaiDesk,
): Record<string, Submit> {
  const { engine, gallery, account, now } = options
  const { drafts, answer, bannedLater } = desk

  const action: Submit = async (body, speed) => {
    const taskId = text(body, 'taskId').trim()
    const customId = text(body, 'customId').trim()
    if (taskId === '' || customId === '') return refuse(4, '参数错误')
    const parent = engine.find(taskId)
    if (!parent) return missing()
    if (momentOf(parent, now()).status !== 'SUCCESS') return refuse(4, '关联任务状态错误')
    const fields = {
      ...drafts.base(body, speed, parent.prompt),
      botType: parent.botType,
      parentId: parent.id,
      customId,
    }
    if (customId === 'MJ::Job::PicReader::all') return readEvery(parent, fields)
    const film = pressFilm(parent, customId, fields)
    if (film) return answer(engine.accept(film))
    const press = readPress(customId)
    if (!press || press.name === 'analyzed') return unknownAction()
    if (press.name === 'animate' && !account.hasVideo) return refuse(9, '视频功能未启用')
    if (press.name === 'read-again')
      return answer(
        engine.accept({
          ...(await drafts.describe(drafts.base(body, speed, ''), parent.givenPicture ?? '')),
          parentId: parent.id,
          customId,
        }),
      )
    return pressed(parent, press, fields, body)
  }

  function pressed(parent: DemoTask, press: Press, fields: Fields, body: Body): Reply {
    if (press.name === 'reroll' && (!parent.recipe || parent.action === 'SWAP_FACE'))
      return refuse(4, '该任务不支持重新生成')
    const canRemix = remixable.includes(press.name)
    if (canRemix && body['enableRemix'] === true && !account.hasRemix)
      return refuse(4, '当前账号不支持 remix，请开启 remix 功能')
    const draft = drafts.pressed(fields, parent, press)
    if (!draft) return unknownAction()
    const named = { ...draft, customId: fields.customId, action: actionOf(parent, press, draft) }
    const opens =
      ['custom-zoom', 'region', 'read'].includes(press.name) || (canRemix && account.hasRemix)
    return opens ? openWindow(parent, press, named) : answer(engine.accept(named))
  }

  function openWindow(parent: DemoTask, press: Press, draft: Draft): Reply {
    // A line of a describe keeps the digit it begins with, and a region starts from nothing at all.
    const line = press.name === 'read' ? numbered(parent.readings).split('\n\n') : undefined
    const finalPrompt =
      press.name === 'region'
        ? ''
        : press.name === 'read'
          ? (line?.[press.index - 1] ?? '')
          : withoutSpeed(parent.finalPrompt)
    const acceptance = engine.accept({
      ...draft,
      ...(press.name === 'region' ? { prompt: '', promptEn: '' } : {}),
      finalPrompt,
      window: { needsMask: press.name === 'region', isEditable: true },
      charge: null,
    })
    if (acceptance.type === 'full') return answer(acceptance)
    return {
      status: 200,
      isAccepted: true,
      json: {
        code: 21,
        description: 'Waiting for window confirm',
        result: acceptance.task.id,
        properties: { finalPrompt, remix: true },
      },
    }
  }

  /** Four imagines at once; their ids as one text (gateways.md 2.2). */
  async function readEvery(parent: DemoTask, fields: Fields): Promise<Reply> {
    if (parent.readings.length === 0 || parent.givenPicture === null) return unknownAction()
    const ids: string[] = []
    let last: Reply | undefined
    for (const [n, prompt] of parent.readings.entries()) {
      const draft = await drafts.imagine(fields, prompt, [])
      const state = `${fields.state}::${n + 1}`
      const acceptance = engine.accept({ ...draft, state })
      last = answer(acceptance)
      if (acceptance.type === 'accepted') ids.push(acceptance.task.id)
    }
    if (ids.length === 0 || !last) return last ?? unknownAction()
    return {
      status: 200,
      isAccepted: true,
      json: { code: 1, description: '提交成功', result: ids.join(','), properties: {} },
    }
  }

  /** Under films: one of them alone, and the same film going on. */
  function pressFilm(parent: DemoTask, customId: string, fields: Fields): Draft | undefined {
    const [, , word = ''] = customId.split('::')
    const isUpscale = word === 'video_virtual_upscale'
    const isExtend = word === 'animate_high_extend' || word === 'animate_low_extend'
    if ((!isUpscale && !isExtend) || parent.recipe?.verb !== 'film') return undefined
    const { prompt, promptEn, finalPrompt, recipe } = parent
    return {
      ...fields,
      action: isUpscale ? 'UPSCALE' : 'VIDEO',
      prompt,
      promptEn,
      finalPrompt,
      description: '',
      recipe,
      script: isUpscale ? 'jump' : 'grid',
      effort: isUpscale ? effort.upscale : effort.film,
      charge: isUpscale ? 'upscale' : 'video',
      finish: (job) => ({
        buttons: isUpscale ? videoButtons(job) : videoGridButtons(job, 4),
        readings: [],
      }),
    }
  }

  /** Neither the status nor the mask is looked at (gateways.md 1.2). */
  const modal: Submit = async (body) => {
    const taskId = text(body, 'taskId').trim()
    if (taskId === '') return refuse(4, '参数错误')
    const task = engine.find(taskId)
    if (!task) return missing()
    // The worker would look for a window that never was.
    if (!task.window) return refuse(9, '提交失败，系统异常')
    const parent = engine.find(task.parentId ?? '')
    const prompt = text(body, 'prompt').trim() || parent?.prompt || parent?.finalPrompt || ''
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const maskText = text(body, 'maskBase64')
    const { mask, isBroken } = await readMask(task, maskText)
    const filled = { prompt: translate(prompt), mask }
    const broken = isBroken ? '[Failed to process your command] The mask is no picture' : null
    return answer(drafts.confirm(task, filled, { prompt, refusal: bannedLater(prompt) ?? broken }))
  }

  /** Only this very prefix is taken off; what follows another one is garbage (gateways.md 2.3). */
  async function readMask(task: DemoTask, maskText: string) {
    if (!task.window?.needsMask) return { mask: null, isBroken: false }
    // Nothing selected is everything: the whole picture anew.
    if (maskText === '') return { mask: (await gallery.keepWhite()) ?? null, isBroken: false }
    const base64 = maskText.replace(/^data:image\/png;base64,/, '')
    const isBase64 = /^[A-Za-z0-9+/=\s]+$/.test(base64)
    const mask = isBase64 ? await gallery.keep(Buffer.from(base64, 'base64')) : undefined
    return mask
      ? { mask, isBroken: false }
      : { mask: (await gallery.keepWhite()) ?? null, isBroken: true }
  }

  return { '/mj/submit/action': action, '/mj/submit/modal': modal }
}

/** T 11's names (gateways.md 2.4). */
function actionOf(parent: DemoTask, press: Press, draft: Draft): string {
  if (press.name === 'enlarge' || press.name === 'enlarge-creative') return 'UPSCALE_HD'
  if (press.name === 'reroll' && parent.action === 'UPSCALE') return 'IMAGINE'
  return draft.action
}

function button(customId: string, label: string, emoji: string): DemoButton {
  return { customId, emoji, label, type: 2, style: 2 }
}

/** Under films not yet chosen from: one U for each (gateways.md 4). */
export function videoGridButtons(job: string, count: number): DemoButton[] {
  return [
    ...Array.from({ length: count }, (_, n) =>
      button(`MJ::JOB::video_virtual_upscale::${n + 1}::${job}`, `U${n + 1}`, ''),
    ),
    button(`MJ::JOB::reroll::0::${job}::SOLO`, '', '🔄'),
  ]
}

function videoButtons(job: string): DemoButton[] {
  return [
    button(`MJ::JOB::animate_high_extend::1::${job}`, 'Extend (High motion)', '🎞️'),
    button(`MJ::JOB::animate_low_extend::1::${job}`, 'Extend (Low motion)', '🎞️'),
  ]
}
