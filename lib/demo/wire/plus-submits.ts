import 'server-only'
/** Plus's submits of new work: each checks in the order Plus checks, then hands a draft to the engine. */
import { translate } from '../vocabulary'
import { record, text, type Body } from './body'
import { aspects } from './drafts'
import { rawTexts, type Desk, type Submit } from './plus-desk'
import { json, refuse, springError } from './reply'
import type { WireOptions } from './wire'

export function createPlusSubmits(options: WireOptions, desk: Desk): Record<string, Submit> {
  const { engine, now } = options
  const { drafts, answer, banned, keepAll } = desk
  const { base } = drafts

  const imagine: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const single = text(body, 'base64')
    const images = [...rawTexts(body, 'base64Array'), ...(single ? [single] : [])]
    if (new Set(images).size < images.length) return refuse(4, '垫图base64重复')
    const refused = banned(translate(prompt))
    if (refused) return refused
    const given = await keepAll(images, 'base64')
    if (!Array.isArray(given)) return given
    return answer(engine.accept(await drafts.imagine(base(body, speed, prompt), prompt, given)))
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
    return answer(engine.accept(drafts.blend(base(body, speed, ''), pictures, aspect)))
  }

  const describePicture: Submit = async (body, speed) => {
    const image = text(body, 'base64')
    if (image.trim() === '') return refuse(4, 'base64不能为空')
    const given = await keepAll([image], 'base64')
    if (!Array.isArray(given)) return given
    const draft = await drafts.describe(base(body, speed, ''), given[0]!.name)
    return answer(engine.accept(draft))
  }

  const shortenPrompt: Submit = async (body, speed) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const refused = banned(translate(prompt))
    if (refused) return refused
    return answer(engine.accept(drafts.shorten(base(body, speed, prompt), prompt)))
  }

  const swap: Submit = async (body, speed) => {
    const images = [text(body, 'sourceBase64'), text(body, 'targetBase64')]
    if (images.some((image) => image.trim() === ''))
      return refuse(4, 'sourceBase64、targetBase64不能为空')
    const given = await keepAll(images, 'base64')
    if (!Array.isArray(given)) return given
    const [source, target] = given
    const reply = answer(engine.accept(drafts.swap(base(body, speed, ''), source!, target!)))
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
    return json({ code: 1, description: '成功', result: given.map(drafts.addressOf) })
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
    '/mj/submit/upload-discord-images': upload,
    '/mj/insight-face/swap': swap,
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
