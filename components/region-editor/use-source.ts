'use client'
/** From a task to something that can be painted on: its picture, decoded, and the mask that was begun on it. */
import { useEffect, useState } from 'react'
import { firstPrompt } from '@/components/window-dialog/window-kind'
import { readRegionDraft, sweepRegionDrafts } from '@/lib/client/region-drafts'
import { studioApi } from '@/lib/client/studio-api'
import { usualBrush } from '@/lib/editor/brush-size'
import type { MaskCommand } from '@/lib/editor/commands'
import { MaskEditor } from '@/lib/editor/editor'
import type { Size } from '@/lib/editor/geometry'
import { longestSide, type Pixels } from '@/lib/editor/mask'
import { readDocument } from '@/lib/editor/saved'
import { imagePath, type Picture } from '@/lib/mj/task'
import { fetchBitmap } from './import-mask'
import type { RegionWords } from './region-prompts'

export type Source =
  | { state: 'loading' }
  | { state: 'failed' }
  /** Beyond what can be painted on. */
  | { state: 'too-large'; size: Size }
  | {
      state: 'ready'
      editor: MaskEditor
      image: HTMLImageElement
      /** What was written before, and how it was meant; '' stands for the picture's own prompt. */
      words: RegionWords
    }

/** Where the mask comes from when the browser has none: `wished` comes before a draft, `latest` after it. */
type Begin = {
  draftKey: string
  wished: string | undefined
  latest: string | undefined
}

const loading: Source = { state: 'loading' }

/** `attempt` grows with every "try again". */
export function useSource(picture: Picture, begin: Begin, attempt: number): Source {
  const key = `${picture.id} ${begin.draftKey} ${attempt}`
  const [loaded, setLoaded] = useState<{ key: string; source: Source }>({ key, source: loading })
  // Children that come while one paints must not take the mask away.
  const [first] = useState(begin)

  useEffect(() => {
    let isWanted = true
    void load(picture, first).then((source) => {
      if (isWanted) setLoaded({ key, source })
    })
    return () => {
      isWanted = false
    }
  }, [picture, first, key])

  return loaded.key === key ? loaded.source : loading
}

async function load(picture: Picture, begin: Begin): Promise<Source> {
  const image = new Image()
  image.src = imagePath(picture.id, 'original')
  try {
    await image.decode()
  } catch {
    return { state: 'failed' }
  }
  const size = { width: image.naturalWidth, height: image.naturalHeight }
  if (Math.max(size.width, size.height) > longestSide) return { state: 'too-large', size }
  const { commands, words } = await beginning(begin, size)
  void sweepRegionDrafts(Date.now())
  const editor = new MaskEditor({
    ...size,
    commands,
    readPixels: once(() => pixelsOf(image)),
    settings: { size: usualBrush(size) },
  })
  return { state: 'ready', editor, image, words }
}

type Beginning = { commands: readonly MaskCommand[]; words: RegionWords }

const nothingWritten: RegionWords = { text: '', isHoleOnly: false, isSeveral: false }

async function beginning({ draftKey, wished, latest }: Begin, size: Size): Promise<Beginning> {
  const draft = await readRegionDraft(draftKey)
  const commands = draft ? commandsOf(draft.document, size) : null
  const { prompt: text = '', isHoleOnly = false, isSeveral = false } = draft ?? {}
  const words = { text, isHoleOnly, isSeveral }
  if (commands === null || commands.length === 0) {
    const sent = await sentMask(wished ?? latest, size)
    return { commands: sent?.commands ?? [], words: text === '' ? (sent?.words ?? words) : words }
  }
  // On top of what is there, so that undo brings it back.
  const bitmap = wished === undefined ? null : await fetchBitmap(wished, size)
  return { commands: bitmap ? [...commands, bitmap] : commands, words }
}

/** A mask and its words as they were sent: the strokes where the studio has them, the PNG where not. */
async function sentMask(taskId: string | undefined, size: Size): Promise<Beginning | null> {
  if (taskId === undefined) return null
  try {
    const [{ document }, { task }] = await Promise.all([
      studioApi.mask(taskId),
      studioApi.task(taskId),
    ])
    const strokes = document === null ? null : commandsOf(document, size)
    const bitmap = strokes === null ? await fetchBitmap(taskId, size) : null
    const words = { ...nothingWritten, text: firstPrompt('region', task) }
    return { commands: strokes ?? (bitmap ? [bitmap] : []), words }
  } catch {
    // A mask that is not kept, or an answer that does not come: one begins with an empty one.
    return null
  }
}

/** Null for what cannot be read, and for a mask of another size, which would lie elsewhere on this picture. */
function commandsOf(document: string, { width, height }: Size): readonly MaskCommand[] | null {
  const saved = readDocument(document)
  return saved?.width === width && saved.height === height ? saved.commands : null
}

function pixelsOf(image: HTMLImageElement): Pixels | null {
  const { naturalWidth: width, naturalHeight: height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(image, 0, 0)
  return { width, height, data: context.getImageData(0, 0, width, height).data }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
