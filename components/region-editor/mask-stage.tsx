'use client'

import { type RefObject, useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import type { MaskEditor } from '@/lib/editor/editor'
import type { FilmLook } from '@/lib/editor/film'
import type { Point } from '@/lib/editor/geometry'
import { imageToScreen } from '@/lib/editor/view'
import { FilmCanvas } from './film-canvas'
import { OutlineCanvas } from './outline-canvas'
import { useEditorVersion } from './use-editor'
import { useHand } from './use-hand'
import type { Stage } from './use-stage'

/** The picture with the mask on it. Pointer events go in, paint comes out; it decides nothing. */
export function MaskStage({
  editor,
  image,
  stage,
  stageRef,
  look,
  isHidden,
  isPanning,
  crosshair,
  onKeyDown,
  onPointer,
}: {
  editor: MaskEditor
  image: HTMLImageElement
  stage: Stage
  stageRef: RefObject<HTMLDivElement | null>
  look: FilmLook
  isHidden: boolean
  isPanning: () => boolean
  /** Where the hand of the keyboard is, in the picture's pixels. */
  crosshair: Point | null
  onKeyDown: (event: React.KeyboardEvent) => void
  /** A pointer has come to the stage. */
  onPointer: () => void
}) {
  const t = useTranslations('region')
  const [hover, setHover] = useState<Point | null>(null)
  const [isAtPointer, setAtPointer] = useState(false)
  const show = useCallback((place: Point | null) => setHover(place), [])
  const hand = useHand(editor, stage, stageRef, { isPanning, onHover: show })
  const { view, size } = stage
  const { width, height } = editor.size

  return (
    <div
      ref={stageRef}
      role="application"
      aria-label={t('stage')}
      tabIndex={0}
      data-at-pointer={isAtPointer ? '' : undefined}
      onKeyDown={(event) => {
        // Arrows belong to the hand of the keyboard: from here on Tab leads on again.
        if (event.key.startsWith('Arrow')) setAtPointer(false)
        onKeyDown(event)
      }}
      onPointerDownCapture={() => {
        setAtPointer(true)
        onPointer()
      }}
      onBlur={() => setAtPointer(false)}
      {...hand}
      className={classNames(
        'absolute inset-0 touch-none overflow-hidden bg-stage select-none [-webkit-touch-callout:none]',
        'focus-visible:outline-1 focus-visible:outline-offset-[-1px] data-at-pointer:outline-none!',
        'bg-[radial-gradient(var(--line)_1px,transparent_1px)] bg-[length:22px_22px]',
        editor.tool.name === 'hand' ? 'cursor-grab active:cursor-grabbing' : 'cursor-crosshair',
      )}
    >
      {view && size ? (
        <>
          <div
            className="absolute top-0 left-0 origin-top-left shadow-float"
            style={{
              width,
              height,
              transform: `translate(${view.left}px, ${view.top}px) scale(${view.scale})`,
              imageRendering: view.scale * window.devicePixelRatio >= 3 ? 'pixelated' : 'auto',
            }}
          >
            <img src={image.src} alt="" draggable={false} className="block size-full max-w-none" />
            <FilmCanvas editor={editor} view={view} stage={size} look={look} isHidden={isHidden} />
          </div>
          <OutlineCanvas
            editor={editor}
            view={view}
            stage={size}
            // In black and white the border shows itself, and a line on it would hide the finest strokes.
            hasBorder={!look.isBlackAndWhite}
            isHidden={isHidden}
          />
          <BrushRing
            editor={editor}
            scale={view.scale}
            at={crosshair ? imageToScreen(view, crosshair) : hover}
          />
          {crosshair ? <Crosshair at={imageToScreen(view, crosshair)} /> : null}
        </>
      ) : null}
    </div>
  )
}

/** The brush as a ring: light within dark, to be seen on anything. */
function BrushRing({ editor, scale, at }: { editor: MaskEditor; scale: number; at: Point | null }) {
  useEditorVersion(editor)
  const { name } = editor.tool
  if (at === null || (name !== 'brush' && name !== 'eraser')) return null
  const diameter = Math.max(3, editor.settings.size * scale)
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-0 left-0 rounded-full border-[1.5px] border-white shadow-[0_0_0_1px_rgb(0_0_0/0.6),inset_0_0_0_1px_rgb(0_0_0/0.45)]"
      style={{
        width: diameter,
        height: diameter,
        transform: `translate(${at.x - diameter / 2}px, ${at.y - diameter / 2}px)`,
      }}
    />
  )
}

function Crosshair({ at }: { at: Point }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-0 left-0 size-5 bg-[linear-gradient(white,white),linear-gradient(white,white)] bg-[length:1.5px_100%,100%_1.5px] bg-center bg-no-repeat drop-shadow-[0_0_1px_black]"
      style={{ transform: `translate(${at.x - 10}px, ${at.y - 10}px)` }}
    />
  )
}
