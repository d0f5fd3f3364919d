/**
 * The page of bench/figures/mask.ts: a mask of 4096 × 4096 under the same film as in the editor, painted on by real pointer
 * events. `fitted` paints what a stroke has changed, `actual` too, in exact black and white at 100 %; `naive` beside
 * them paints everything each time.
 */
import { paintFilm } from '@/components/region-editor/paint-film'
import { replay } from '@/lib/editor/commands'
import { MaskEditor } from '@/lib/editor/editor'
import { type Cover, coverOf, createFilm, type FilmLook, hatchOf } from '@/lib/editor/film'
import type { Box } from '@/lib/editor/geometry'
import { encodeMaskPng } from '@/lib/editor/png'
import { screenToImage, seenBox, type View } from '@/lib/editor/view'

const side = 4096
const size = { width: side, height: side }
const look: FilmLook = {
  colour: 'red',
  opacity: 0.5,
  hatch: hatchOf(size),
  isBlackAndWhite: false,
}
const stage = { width: 1000, height: 760 }
const fitted: View = { left: 0, top: 0, scale: 0.17 }
const actual: View = { left: -1500, top: -1500, scale: 1 }

export type How = 'fitted' | 'actual' | 'naive'

export type MaskPage = {
  open(how: How): void
  /** Milliseconds from each pointer event to the frame that shows it. */
  latencies(): readonly number[]
  undo(): Promise<number>
  /** So many undos and as many redos one after the other, as by a key that is held, until the last is painted. */
  chain(steps: number): Promise<number>
  exported(): Promise<number>
  /** Undo as one would write it first: everything but the last stroke once more, and all of it repainted. */
  undoneByReplay(): Promise<number>
  /** Export as one would write it first: through a canvas. */
  exportedByCanvas(): Promise<number>
}

const samples: number[] = []
let editor = new MaskEditor(size)

const page: MaskPage = {
  open(how) {
    samples.length = 0
    editor = new MaskEditor({ ...size, settings: { size: 200 } })
    const view = how === 'actual' ? actual : fitted
    const cover =
      how === 'naive' ? { box: editor.whole, every: 1 } : coverOf(size, seenBox(view, size, stage))
    const canvas = canvasOver(cover, view)
    document.body.replaceChildren(canvas)
    const context = canvas.getContext('2d')!
    const film = createFilm({ ...look, isBlackAndWhite: how === 'actual' }, cover.every)
    const paint = (box: Box) => paintFilm(context, film, editor.mask, cover, box)
    paint(editor.whole)
    editor.subscribe((box) => box && paint(how === 'naive' ? editor.whole : box))
    const inputOf = (event: PointerEvent) => ({
      ...screenToImage(view, { x: event.clientX, y: event.clientY }),
      pressure: 1,
      shift: false,
      alt: false,
      reach: 50,
    })
    canvas.onpointerdown = (event) => editor.tool.down(inputOf(event))
    canvas.onpointerup = (event) => editor.tool.up(inputOf(event))
    canvas.onpointermove = (event) => {
      if (event.buttons === 0) return
      const began = performance.now()
      editor.tool.move(event.getCoalescedEvents().map(inputOf))
      void whenPainted().then((at) => samples.push(at - began))
    }
  },
  latencies: () => samples,
  async undo() {
    const began = performance.now()
    editor.undo()
    return (await whenPainted()) - began
  },
  async chain(steps) {
    const began = performance.now()
    for (let n = 0; n < steps; n++) editor.undo()
    for (let n = 0; n < steps; n++) editor.redo()
    return (await whenPainted()) - began
  },
  async exported() {
    const began = performance.now()
    await encodeMaskPng(editor.mask, async (bytes) => {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
      return new Uint8Array(await new Response(stream).arrayBuffer())
    })
    return performance.now() - began
  },
  async undoneByReplay() {
    const began = performance.now()
    replay(editor.mask, editor.commands.slice(0, -1), () => null)
    editor.changed(editor.whole)
    return (await whenPainted()) - began
  },
  async exportedByCanvas() {
    const began = performance.now()
    const canvas = new OffscreenCanvas(side, side)
    const film = createFilm({ ...look, isBlackAndWhite: true })(editor.mask, editor.whole)
    canvas.getContext('2d')!.putImageData(new ImageData(film, side, side), 0, 0)
    const png = await canvas.convertToBlob({ type: 'image/png' })
    await png.arrayBuffer()
    return performance.now() - began
  },
}
Object.assign(window, { page })

function canvasOver({ box, every }: Cover, { left, top, scale }: View): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(box.width / every)
  canvas.height = Math.ceil(box.height / every)
  const at = `translate(${left + box.x * scale}px, ${top + box.y * scale}px)`
  canvas.style.cssText = `position:fixed;left:0;top:0;width:${box.width}px;height:${box.height}px;transform-origin:0 0;transform:${at} scale(${scale});touch-action:none`
  return canvas
}

/** After the next frame has been drawn: a message posted in it comes when its painting is done. */
function whenPainted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  })
}
