import 'server-only'
/** Plus's submits of new work: each checks in the order Plus checks, then hands a draft to the engine. */
import { shortenButtons } from '../buttons'
import { effort } from '../follow-up'
import { lateRefusal, readPrompt } from '../prompt'
import { paletteOf, shorten } from '../reading'
import type { Recipe } from '../recipe'
import { translate } from '../vocabulary'
import { record, text, type Body } from './body'
import type { PlusOptions } from './plus'
import { rawTexts, withoutSpeed, type Desk, type Submit } from './plus-desk'
import { json, refuse, springError } from './reply'

export function createPlusSubmits(options: PlusOptions, desk: Desk): Record<string, Submit> {
  const { engine, gallery, now } = options
  const { base, answer, banned, keepAll, addressOf, describeDraft, finish } = desk

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
        finish: (job) => finish(recipe, promptEn, botType, job),
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
        finish: (job) => finish(recipe, '', botType, job),
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

const aspects: Record<string, number | undefined> = { PORTRAIT: 2 / 3, SQUARE: 1, LANDSCAPE: 3 / 2 }

function arOf(aspect: number): string {
  return aspect < 1 ? '2:3' : aspect > 1 ? '3:2' : '1:1'
}
