import 'server-only'
/** Under which words and filters a task is found: a pure function of its rows. */
import type { Indexed } from '@/lib/db/terms'
import type { PictureRow, TaskRow } from '@/lib/db/schema'
import { sharedOwner } from '@/lib/db/tables/library'
import { readRatioValue } from '@/lib/mj/library-filters'
import { aspectRatios, readModel } from '@/lib/mj/models'
import { parsePrompt, type Prompt, readParameter, textOf } from '@/lib/mj/prompt'
import { foldText, runsOf, searchedText, termsOfRun } from '@/lib/mj/words'
import { referencesOfTask } from './library-rows'

/** What the neighbours of a task's row tell of it. */
export type TaskFacts = {
  pictures: readonly PictureRow[]
  hasFilm: boolean
  hasMask: boolean
  hasChildren: boolean
  /** As far as everybody may know of them. */
  hasSharedParent: boolean
  hasSharedChildren: boolean
}

export function indexOfTask(task: TaskRow, facts: TaskFacts): Indexed {
  const prompt = parsePrompt(task.final_prompt || task.prompt)
  const texts = textsOf(task)
  const words = new Set(
    texts.flatMap((text) => runsOf(text).flatMap((run) => termsOfRun(run).slice(0, mostInRun))),
  )
  for (const term of filterTerms(task, prompt, facts)) words.add(term)
  return { owner_id: task.owner_id, place: task.place, words, text: searchedText(texts) }
}

/**
 * The same for everybody, of a task that is shared: without what stays with its owner, which are the note, what went
 * along with it, and relatives that are not shared.
 */
export function sharedIndexOfTask(task: TaskRow, facts: TaskFacts): Indexed {
  const told = {
    ...task,
    note: '',
    references_json: '[]',
    parent_id: facts.hasSharedParent ? task.parent_id : null,
  }
  const { place, words, text } = indexOfTask(told, {
    ...facts,
    hasChildren: facts.hasSharedChildren,
  })
  return { owner_id: sharedOwner, place, words: new Set([...words, byTerm(task.owner_id)]), text }
}

/** What is found of one person among everything that is shared. */
export function byTerm(ownerId: string): string {
  return `by:${ownerId}`
}

/** No text is so long that it may fill the index: what stands further behind is found by no word. */
const mostInRun = 4000
const longestText = 20_000

/** Each once, without addresses and parameters. */
function textsOf(task: TaskRow): readonly string[] {
  const prompts = [task.prompt, task.prompt_en, task.final_prompt].map((source) =>
    textOf(parsePrompt(source)),
  )
  const all = [...prompts, task.note, task.text].map((text) => text.slice(0, longestText))
  return [...new Set(all)].filter((text) => text !== '')
}

function filterTerms(task: TaskRow, prompt: Prompt, facts: TaskFacts): readonly string[] {
  const own = facts.pictures.filter((picture) => picture.pasted_json === null)
  const isGrid = own.some((picture) => picture.quadrants_json !== null) || own.length > 1
  const traits: Record<string, boolean> = {
    'is:grid': isGrid && !facts.hasFilm,
    'is:upscale': task.kind === 'upscale' || task.kind === 'upscale-solo',
    'is:variation': task.kind === 'variation' || task.kind === 'vary',
    'is:film': facts.hasFilm,
    'is:described': task.verb === 'describe',
    'has:film': facts.hasFilm,
    'has:note': task.note !== '',
    'has:reference': referencesOfTask(task).length > 0,
    'has:mask': facts.hasMask,
    'has:parent': task.parent_id !== null,
    'has:children': facts.hasChildren,
  }
  return [
    ...Object.keys(traits).filter((trait) => traits[trait]),
    `verb:${task.verb}`,
    `verb:${task.kind === 'upscale-solo' ? 'upscale' : task.kind}`,
    `gateway:${foldText(task.gateway_id)}`,
    `gateway:${foldText(task.gateway_name)}`,
    ...settingTerms(task, prompt, own[0]),
  ]
}

function settingTerms(
  task: TaskRow,
  prompt: Prompt,
  picture: PictureRow | undefined,
): readonly string[] {
  const model = readModel(prompt)
  const isNiji = model?.family === 'niji' || task.bot_type === 'NIJI_JOURNEY'
  const speed =
    task.speed ??
    (['relax', 'fast', 'turbo'] as const).find((name) => readParameter(prompt, name) !== null)
  const seeds = [task.seed, readParameter(prompt, 'seed')]
  const ratio = ratioOf(prompt, picture)
  return [
    ...modelTerms(model === null ? null : model.version, isNiji),
    `bot:${isNiji ? 'niji' : 'mj'}`,
    ...(speed ? [`speed:${speed}`] : []),
    ...seeds.flatMap((seed) => (seed ? [`seed:${seed}`] : [])),
    ...(ratio === null ? [] : [`ar:${ratio}`]),
  ]
}

function modelTerms(version: string | null, isNiji: boolean): readonly string[] {
  if (!isNiji) return version ? [`model:${version}`] : []
  return version ? ['model:niji', `model:niji${version}`] : ['model:niji']
}

/** Pictures are whole pixels: 1456 by 816 is 16:9 to whoever asked for it. */
const ratioTolerance = 0.015

/** The ratio that was asked for where the picture has it; else the usual one that the picture is near to. */
function ratioOf(prompt: Prompt, picture: PictureRow | undefined): string | null {
  const asked = readRatioValue(readParameter(prompt, 'ratio') ?? '')
  if (picture === undefined) return asked
  const shown = picture.width / picture.height
  const isNear = (ratio: string) => {
    const [width, height] = ratio.split(':').map(Number)
    return Math.abs(Math.log(width! / height! / shown)) < ratioTolerance
  }
  if (asked !== null && isNear(asked)) return asked
  const usual = aspectRatios.find(isNear)
  return usual === undefined ? asked : readRatioValue(usual)
}
