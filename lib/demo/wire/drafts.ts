import 'server-only'
/** From a checked request to the engine's draft: what a job is, in whatever words it was asked for. */
import {
  describeButtons,
  gridButtons,
  readPress,
  shortenButtons,
  singleButtons,
  type Press,
} from '../buttons'
import type { Acceptance, Draft } from '../engine'
import { effort, followUp, type Answer, type FollowUp } from '../follow-up'
import { lateRefusal, readPrompt } from '../prompt'
import { describe, numbered, paletteOf, shorten } from '../reading'
import { compose, tilesOf, type Given, type Recipe } from '../recipe'
import type { DemoSpeed, DemoTask } from '../task'
import { translate } from '../vocabulary'
import { record, text, texts, type Body } from './body'
import { isGridRecipe } from './plus-task'
import type { WireOptions } from './wire'

/** What the base fields of a request say of the draft. */
export type Fields = Omit<
  Draft,
  'action' | 'prompt' | 'promptEn' | 'finalPrompt' | 'description' | 'recipe' | 'charge' | 'finish'
>

export function createDrafts({ engine, gallery, account, baseUrl, paintsAhead }: WireOptions) {
  /** Everything a draft needs that the request's base fields say. */
  function base(body: Body, speed: DemoSpeed | null, prompt: string): Fields {
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
    }
  }

  /** Begun at once, so that the bytes are there when the clock says so. */
  function begin(acceptance: Acceptance): void {
    if (acceptance.type === 'full' || !paintsAhead) return
    const { task } = acceptance
    if (task.recipe && task.startTime !== null) gallery.begin(compose(task.recipe, task.seed))
  }

  /** Undefined when the bytes are no picture. */
  async function keep(bytes: Uint8Array): Promise<Given | undefined> {
    const name = await gallery.keep(bytes)
    if (!name) return undefined
    const { width, height } = await gallery.given(name)
    return { name, width, height }
  }

  const addressOf = ({ name }: Pick<Given, 'name'>) => `${baseUrl}/demo/given/${name}.png`

  async function imagine(fields: Fields, prompt: string, given: readonly Given[]): Promise<Draft> {
    const { botType } = fields
    const promptEn = translate(prompt)
    const read = readPrompt(promptEn, botType)
    const palette =
      given.length > 0
        ? paletteOf(await Promise.all(given.map(({ name }) => gallery.given(name))))
        : null
    // The uploaded addresses go in front of the prompt (gateways.md 3.1).
    const prefix = given.map((picture) => `${addressOf(picture)} `).join('')
    const recipe: Recipe = { verb: 'imagine', prompt: promptEn, botType, palette }
    return {
      ...fields,
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
    }
  }

  function blend(fields: Fields, pictures: readonly Given[], aspect: number): Draft {
    const recipe: Recipe = { verb: 'blend', pictures, aspect }
    return {
      ...fields,
      action: 'BLEND',
      prompt: '',
      promptEn: '',
      finalPrompt: `${pictures.map((picture) => `<${addressOf(picture)}>`).join(' ')} --ar ${arOf(aspect)}`,
      description: `/blend ${pictures.length}`,
      recipe,
      charge: 'blend',
      finish: (job) => finish(recipe, '', fields.botType, job),
    }
  }

  async function describePicture(fields: Fields, name: string): Promise<Draft> {
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

  function shortenPrompt(fields: Fields, prompt: string): Draft {
    const promptEn = translate(prompt)
    const shortened = shorten(promptEn)
    return {
      ...fields,
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
    }
  }

  function swap(fields: Fields, source: Given, target: Given): Draft {
    return {
      ...fields,
      action: 'SWAP_FACE',
      prompt: '',
      promptEn: '',
      finalPrompt: '',
      description: '/swap',
      recipe: { verb: 'swap', source, target },
      effort: effort.swap,
      charge: 'swap',
      finish: () => ({ buttons: [], readings: [] }),
    }
  }

  /** The work a press leads to, under the parent's prompt; undefined when the parent has nothing it could mean. */
  function pressed(fields: Fields, parent: DemoTask, press: Press): Draft | undefined {
    const next = followUp(press, parent, { prompt: promptOf(parent), mask: null })
    if (!next) return undefined
    return {
      ...fields,
      botType: parent.botType,
      parentId: parent.id,
      ...next,
      prompt: parent.prompt,
      promptEn: parent.promptEn,
      finalPrompt: withoutSpeed(parent.finalPrompt),
      description: `/up ${parent.id}`,
      charge: next.action.toLowerCase(),
      finish: (job) => finish(next.recipe, promptOf(parent), parent.botType, job),
    }
  }

  /** Sets the task of a window going, with what was filled in. */
  function confirm(
    task: DemoTask,
    filled: Answer,
    { prompt, refusal }: { prompt: string; refusal: string | null },
  ): Acceptance {
    const parent = engine.find(task.parentId ?? '')
    const press = readPress(task.customId ?? '')
    const next = parent && press ? followUp(press, parent, filled) : undefined
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
      {
        effort: work.effort,
        charge: work.action.toLowerCase(),
        refusal: refusal ?? lateRefusal(read),
      },
    )
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

  return {
    base,
    begin,
    keep,
    addressOf,
    imagine,
    blend,
    describe: describePicture,
    shorten: shortenPrompt,
    swap,
    pressed,
    confirm,
    finish,
  }
}

export const aspects: Record<string, number | undefined> = {
  PORTRAIT: 2 / 3,
  SQUARE: 1,
  LANDSCAPE: 3 / 2,
}

function arOf(aspect: number): string {
  return aspect < 1 ? '2:3' : aspect > 1 ? '3:2' : '1:1'
}

function speedOf(body: Body, prompt: string): DemoSpeed {
  const [mode] = texts(record(body['accountFilter']), 'modes')
  const asked = mode?.toLowerCase() ?? /--(relax|fast|turbo)\b/.exec(prompt)?.[1]
  return asked === 'relax' || asked === 'turbo' ? asked : 'fast'
}

export function withoutSpeed(prompt: string): string {
  return prompt.replace(/\s*--(fast|relax|turbo)\b/g, '').trim()
}

/** The prompt that follow-ups of a task are made with. */
export function promptOf(task: DemoTask): string {
  return task.readings.length > 0 ? '' : task.finalPrompt
}
