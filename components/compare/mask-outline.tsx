'use client'

import { useEffect, useState } from 'react'
import { wholeOf } from '@/lib/editor/geometry'
import type { Mask } from '@/lib/editor/mask'
import { outlineOf, outlineStep } from '@/lib/editor/outline'
import { maskFromPixels } from '@/lib/editor/png'

/** The border of the mask that was sent, as a line of the screen's own width. Nothing where the mask is not kept. */
export function MaskOutline({ taskId }: { taskId: string }) {
  const [outline, setOutline] = useState<{ size: string; path: string } | null>(null)

  useEffect(() => {
    let isWanted = true
    void readMask(taskId).then((mask) => {
      if (isWanted && mask) {
        setOutline({ size: `0 0 ${mask.width} ${mask.height}`, path: pathOf(mask) })
      }
    })
    return () => {
      isWanted = false
    }
  }, [taskId])

  if (outline === null) return null
  return (
    <svg
      aria-hidden
      viewBox={outline.size}
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-0 size-full fill-none"
    >
      {['stroke-black/70 [stroke-width:3px]', 'stroke-[#ff8a6d] [stroke-width:1.5px]'].map(
        (look) => (
          <path key={look} d={outline.path} vectorEffect="non-scaling-stroke" className={look} />
        ),
      )}
    </svg>
  )
}

async function readMask(taskId: string): Promise<Mask | null> {
  const image = new Image()
  image.src = `/images/mask/${encodeURIComponent(taskId)}`
  try {
    await image.decode()
  } catch {
    // Another tool's task, or a mask from before they were kept: there is nothing to outline.
    return null
  }
  const { naturalWidth: width, naturalHeight: height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return null
  context.drawImage(image, 0, 0)
  return { width, height, data: maskFromPixels(context.getImageData(0, 0, width, height).data) }
}

/** About as fine as a screen shows it: a large mask of fine grain would be a path of megabytes. */
function pathOf(mask: Mask): string {
  const longest = Math.max(mask.width, mask.height)
  const pieces = outlineOf(mask, wholeOf(mask), outlineStep(1024 / longest))
  const parts: string[] = []
  for (let at = 0; at < pieces.length; at += 4) {
    parts.push(`M${pieces[at]} ${pieces[at + 1]}L${pieces[at + 2]} ${pieces[at + 3]}`)
  }
  return parts.join('')
}
