import 'server-only'
/** trueai's submits of new work. What it does not check, nobody does: some of it fails only later. */
import type { Draft } from '../engine'
import { effort } from '../follow-up'
import { readPrompt } from '../prompt'
import { compose, tilesOf, type Given, type Recipe } from '../recipe'
import { text, texts, type Body } from './body'
import { aspects } from './drafts'
import { rawTexts, type Submit } from './plus-desk'
import { json, refuse, type Reply } from './reply'
import { fault, type TrueaiDesk } from './trueai-desk'
import { videoGridButtons } from './trueai-actions'
import type { WireOptions } from './wire'

export function createTrueaiSubmits(
  options: WireOptions,
  desk: TrueaiDesk,
): Record<string, Submit> {
  const { engine, gallery, account, now } = options
  const { drafts, answer, bannedLater } = desk
  const { base } = drafts

  async function readAll(values: readonly string[]): Promise<Given[] | undefined> {
    const read = await Promise.all(values.map((value) => desk.read(value)))
    const given = read.filter((picture) => picture !== undefined)
    return given.length === values.length ? given : undefined
  }

  const imagine: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    if (/--video\b/.test(prompt))
      return video({ ...body, image: texts(body, 'base64Array')[0] }, speed)
    const given = await readAll(texts(body, 'base64Array').filter((value) => value.trim() !== ''))
    if (!given) return refuse(4, 'base64格式错误')
    const draft = await drafts.imagine(base(body, speed, prompt), prompt, given)
    return answer(engine.accept({ ...draft, refusal: bannedLater(prompt) ?? draft.refusal }))
  }

  const blend: Submit = async (body, speed) => {
    const images = rawTexts(body, 'base64Array')
    if (images.length < 2 || images.length > 5) return refuse(4, '图片参数错误，2~5张图片')
    const dimensions = body['dimensions'] === undefined ? 'SQUARE' : body['dimensions']
    if (dimensions === null) return refuse(4, 'dimensions参数错误')
    const aspect = typeof dimensions === 'string' ? aspects[dimensions] : undefined
    if (aspect === undefined)
      return fault(
        'The JSON value could not be converted to Midjourney.Base.BlendDimensions. Path: $.dimensions',
        now(),
      )
    const pictures = await readAll(images)
    if (!pictures) return refuse(4, 'base64格式错误')
    return answer(engine.accept(drafts.blend(base(body, speed, ''), pictures, aspect)))
  }

  const describe: Submit = async (body, speed) => {
    const link = text(body, 'link').trim()
    const image = text(body, 'base64').trim() || link
    if (image === '') return refuse(4, 'base64或link不能为空')
    if (image === link && !/^https?:\/\//.test(link)) return refuse(4, '链接格式错误')
    const given = await desk.read(image)
    if (given)
      return answer(engine.accept(await drafts.describe(base(body, speed, ''), given.name)))
    if (image !== link) return refuse(4, 'base64格式错误')
    // The bot finds out about a link it cannot read, later.
    return answer(
      engine.accept({
        ...drafts.shorten(base(body, speed, ''), ''),
        action: 'DESCRIBE',
        finalPrompt: '',
        description: `/describe ${link}`,
        refusal: '[Invalid link] Could not read the picture of this link',
      }),
    )
  }

  /** Not even a blank prompt is refused. */
  const shorten: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    const draft = drafts.shorten(base(body, speed, prompt), prompt)
    return answer(engine.accept({ ...draft, refusal: bannedLater(prompt) }))
  }

  const swap: Submit = async (body, speed) => {
    const source = text(body, 'sourceBase64') || text(body, 'sourceUrl')
    const target = text(body, 'targetBase64') || text(body, 'targetUrl')
    if (source.trim() === '') return refuse(4, '人脸图片不能为空')
    if (target.trim() === '') return refuse(4, '目标图片不能为空')
    if (source === target) return refuse(4, '人脸图片和目标图片不能相同')
    const [face, figure] = (await readAll([source, target])) ?? []
    if (!face || !figure) return refuse(4, 'base64格式错误')
    return answer(engine.accept(drafts.swap(base(body, speed, ''), face, figure)))
  }

  const upload: Submit = async (body) => {
    const images = rawTexts(body, 'base64Array')
    const given = images.length > 0 ? await readAll(images) : undefined
    // Neither result nor properties (gateways.md 1.3).
    if (!given) return json({ code: 4, description: 'base64 参数错误' })
    return json({
      code: 1,
      description: '提交成功',
      result: given.map(drafts.addressOf),
      properties: {},
    })
  }

  /** Repaints a picture: where it is transparent (edits), or all over its own shapes (retexture). */
  const repaint =
    (action: 'EDIT' | 'RETEXTURE'): Submit =>
    async (body, speed) => {
      const prompt = text(body, 'prompt').trim()
      const image = text(body, 'image').trim()
      if (prompt === '' || image === '') return refuse(4, 'image或prompt不能为空')
      const picture = await desk.read(image)
      if (!picture) return refuse(4, 'base64格式错误')
      const fields = base(body, speed, prompt)
      const draft = await drafts.imagine(fields, prompt, [])
      const mask = action === 'EDIT' ? await gallery.keepHoles(picture.name) : undefined
      const recipe: Recipe = {
        verb: 'edit',
        picture,
        mask: mask ?? null,
        prompt: draft.promptEn,
        botType: fields.botType,
      }
      return answer(
        engine.accept({
          ...draft,
          action,
          recipe,
          refusal: bannedLater(prompt) ?? draft.refusal,
          description: '',
          charge: action.toLowerCase(),
          finish: (job) => drafts.finish(recipe, draft.promptEn, fields.botType, job),
        }),
      )
    }

  const video: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'Prompt 不能为空')
    if (!account.hasVideo) return refuse(9, '视频功能未启用')
    const draft = await drafts.imagine(base(body, speed, prompt), prompt, [])
    const recipe = await filmOf(body, draft)
    if ('status' in recipe) return recipe
    const count = [1, 2, 4].includes(Number(body['batchSize'])) ? Number(body['batchSize']) : 4
    return answer(
      engine.accept({
        ...draft,
        action: 'VIDEO',
        recipe,
        refusal: bannedLater(prompt) ?? draft.refusal,
        effort: effort.film,
        charge: 'video',
        finish: (job) => ({ buttons: videoGridButtons(job, count), readings: [] }),
      }),
    )
  }

  async function filmOf(body: Body, draft: Draft): Promise<Recipe | Reply> {
    const isLively = body['motion'] === 'high'
    const taskId = text(body, 'taskId')
    if (taskId !== '') {
      if (body['action'] !== 'extend') return refuse(4, '任务类型错误')
      const parent = engine.find(taskId)
      return parent?.recipe?.verb === 'film'
        ? { ...parent.recipe, isLively }
        : { ...refuse(3, '关联任务不存在或已失效'), status: 404 }
    }
    const image = text(body, 'image').trim()
    const picture = image === '' ? undefined : await desk.read(image)
    if (image !== '' && !picture) return refuse(4, 'base64格式错误')
    const still: Recipe = picture
      ? { verb: 'blend', pictures: [picture], aspect: picture.width / picture.height }
      : draft.recipe!
    const { botType, promptEn } = draft
    const seed = readPrompt(promptEn, botType).seed ?? 1
    return { verb: 'film', tile: tilesOf(compose(still, seed))[0]!, isLively }
  }

  const edits = repaint('EDIT')
  return {
    '/mj/submit/imagine': imagine,
    '/mj/submit/blend': blend,
    '/mj/submit/describe': describe,
    '/mj/submit/shorten': shorten,
    '/mj/submit/edits': edits,
    '/mj/submit/edit': edits,
    '/mj/submit/retexture': repaint('RETEXTURE'),
    '/mj/submit/video': video,
    '/mj/submit/upload-discord-images': upload,
    '/mj/insight-face/swap': swap,
  }
}
