'use client'

import { useEffect, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { sharpPath } from '@/components/look/looked-at'
import type { Frame } from '@/components/quadrants/frames'
import { Spinner } from '@/components/ui/spinner'
import { difference } from '@/lib/gallery/difference'
import { compareStore } from './compare-store'

/** More pixels than this on the long edge would take longer than anybody waits for a glance. */
const longestEdge = 2048

/** What differs between two frames, drawn as large as the first; the second is stretched onto it. */
export function DifferenceCanvas({ a, b }: { a: Frame; b: Frame }) {
  const t = useTranslations('compare')
  const format = useFormatter()
  const ref = useRef<HTMLCanvasElement>(null)
  const { gain, look } = useStore(compareStore)
  const pixels = usePixels(a, b)
  const [share, setShare] = useState<number | null>(null)

  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context || pixels.state !== 'ready') return
    const { width, height } = pixels.a
    canvas.width = width
    canvas.height = height
    const out = context.createImageData(width, height)
    setShare(difference(pixels.a.data, pixels.b.data, out.data, { gain, look }))
    context.putImageData(out, 0, 0)
  }, [pixels, gain, look])

  const said =
    pixels.state === 'ready' && share !== null
      ? t('differs', {
          share: format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
        })
      : t(pixels.state === 'failed' ? 'differenceFailed' : 'differenceLoading')
  return (
    <>
      <canvas ref={ref} role="img" aria-label={said} className="size-full bg-black" />
      <p
        role="status"
        className="pointer-events-none absolute bottom-2 left-2 flex items-center gap-2 rounded-sm bg-black/75 px-2 py-0.5 text-xs text-white"
      >
        {pixels.state === 'loading' ? <Spinner /> : null}
        {said}
      </p>
    </>
  )
}

type Pixels = { state: 'loading' | 'failed' } | { state: 'ready'; a: ImageData; b: ImageData }

function usePixels(a: Frame, b: Frame): Pixels {
  const [pixels, setPixels] = useState<{ of: string; is: Pixels } | null>(null)
  const [pathA, pathB] = [sharpPath(a), sharpPath(b)]
  const of = `${pathA} ${pathB}`
  const scale = Math.min(1, longestEdge / Math.max(a.box.width, a.box.height))
  const width = Math.max(1, Math.round(a.box.width * scale))
  const height = Math.max(1, Math.round(a.box.height * scale))

  useEffect(() => {
    let isWanted = true
    const put = (is: Pixels) => isWanted && setPixels({ of, is })
    Promise.all([readPixels(pathA, width, height), readPixels(pathB, width, height)]).then(
      ([first, second]) => put({ state: 'ready', a: first, b: second }),
      () => put({ state: 'failed' }),
    )
    return () => {
      isWanted = false
    }
  }, [of, pathA, pathB, width, height])

  return pixels?.of === of ? pixels.is : { state: 'loading' }
}

async function readPixels(path: string, width: number, height: number): Promise<ImageData> {
  const image = new Image()
  image.src = path
  await image.decode()
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  context.drawImage(image, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
