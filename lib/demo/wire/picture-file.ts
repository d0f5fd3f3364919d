import 'server-only'
/** Names of picture files: `<id>.png` whole, `<id>-46.webp` on its way, `<id>_2.png` the third of a grid alone. */
import type { Engine } from '../engine'
import { type Film, filmFrom, firstTile } from '../film'
import type { Picture } from '../scene/scene'
import { tilesOf } from '../recipe'
import type { DemoTask } from '../task'
import { pictureOf } from './plus-task'

export type PictureFile = {
  task: DemoTask
  painted: Picture
  /** 0 to 1 for a preview; undefined for the finished picture. */
  step: number | undefined
}

/** Undefined for names nobody gave out. Ids may hold `-` and `_` themselves: the longest that is known wins. */
export function findPicture(engine: Engine, file: string): PictureFile | undefined {
  const [, name = ''] = /^([^/]+)\.(?:png|webp)$/.exec(file) ?? []
  const [, previewed, percentage] = /^(.+)-(\d+)$/.exec(name) ?? []
  return (
    partOf(engine, name, undefined) ??
    (previewed === undefined ? undefined : partOf(engine, previewed, Number(percentage) / 100))
  )
}

/** `<id>_2.webm`: the third of the films that were made at once. */
export function findFilm(
  engine: Engine,
  file: string,
): { task: DemoTask; film: Film; place: number } | undefined {
  const [, id = '', place = ''] = /^(.+)_([0-3])\.webm$/.exec(file) ?? []
  const task = engine.find(id)
  const film = task && pictureOf(task)
  return task && film?.layout === 'film' ? { task, film, place: Number(place) } : undefined
}

function partOf(engine: Engine, name: string, step: number | undefined): PictureFile | undefined {
  const whole = engine.find(name)
  const [, id = '', place] = /^(.+)_([0-3])$/.exec(name) ?? []
  const task = whole ?? engine.find(id)
  const picture = task && pictureOf(task)
  if (!task || !picture) return undefined
  if (whole) return { task, painted: picture, step }
  const tile =
    picture.layout === 'film'
      ? firstTile(filmFrom(picture, Number(place)))
      : tilesOf(picture)[Number(place)]
  return tile ? { task, painted: { layout: 'single', tile }, step } : undefined
}

/** File names of a finished picture's parts: four for a grid, else one. */
export function partFiles(task: DemoTask): string[] {
  const picture = pictureOf(task)
  return picture ? tilesOf(picture).map((_, n) => `${task.id}_${n}`) : []
}
