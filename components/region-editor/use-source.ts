'use client'
/** From a task to something that can be painted on: its picture, decoded, and the mask that was begun on it. */
import { useEffect, useState } from 'react'
import { readRegionDraft, sweepRegionDrafts } from '@/lib/client/region-drafts'
import { MaskEditor } from '@/lib/editor/editor'
import type { Pixels } from '@/lib/editor/mask'
import { readDocument } from '@/lib/editor/saved'
import { imagePath, type Picture } from '@/lib/mj/task'

export type Source =
  | { state: 'loading' }
  | { state: 'failed' }
  | {
      state: 'ready'
      editor: MaskEditor
      image: HTMLImageElement
      /** What was written before, where something was. */
      prompt: string | null
    }

const loading: Source = { state: 'loading' }

/** `attempt` grows with every "try again". */
export function useSource(picture: Picture, draftKey: string, attempt: number): Source {
  const key = `${picture.id} ${draftKey} ${attempt}`
  const [loaded, setLoaded] = useState<{ key: string; source: Source }>({ key, source: loading })

  useEffect(() => {
    let isWanted = true
    void load(picture, draftKey).then((source) => {
      if (isWanted) setLoaded({ key, source })
    })
    return () => {
      isWanted = false
    }
  }, [picture, draftKey, key])

  return loaded.key === key ? loaded.source : loading
}

async function load(picture: Picture, draftKey: string): Promise<Source> {
  const image = new Image()
  image.src = imagePath(picture.id, 'original')
  try {
    await image.decode()
  } catch {
    return { state: 'failed' }
  }
  const { naturalWidth: width, naturalHeight: height } = image
  const draft = await readRegionDraft(draftKey)
  void sweepRegionDrafts(Date.now())
  const saved = draft ? readDocument(draft.document) : null
  // A picture fetched anew may have another size; a mask of the old one would lie elsewhere.
  const commands = saved && saved.width === width && saved.height === height ? saved.commands : []
  const editor = new MaskEditor({
    width,
    height,
    commands,
    readPixels: once(() => pixelsOf(image)),
  })
  return { state: 'ready', editor, image, prompt: draft?.prompt ?? null }
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
