/**
 * The page of bench/mask.ts: a mask of 4096 × 4096 under the same film canvas as in the editor, painted on by real
 * pointer events. `dirty` paints what a stroke has changed; `full` is the naive way beside it, everything each time.
 */
import { replay } from '@/lib/editor/commands'
import { MaskEditor } from '@/lib/editor/editor'
import { bandsOf, createFilm, everyOf, filmBox, type FilmLook } from '@/lib/editor/film'
import type { Box } from '@/lib/editor/geometry'
import { encodeMaskPng } from '@/lib/editor/png'

const side = 4096
const look: FilmLook = { colour: 'red', opacity: 0.5, hatch: 34, isBlackAndWhite: false }

export type MaskPage = {
  open(how: 'dirty' | 'full'): void
  /** Milliseconds from each pointer event to the frame that shows it. */
  latencies(): readonly number[]
  undo(): Promise<number>
  exported(): Promise<number>
  /** Undo as one would write it first: everything but the last stroke once more, and all of it repainted. */
  undoneByReplay(): Promise<number>
  /** Export as one would write it first: through a canvas. */
  exportedByCanvas(): Promise<number>
}

const samples: number[] = []
let editor = new MaskEditor({ width: side, height: side })

const page: MaskPage = {
  open(how) {
    samples.length = 0
    editor = new MaskEditor({ width: side, height: side, settings: { size: 200 } })
    const canvas = document.createElement('canvas')
    const every = how === 'full' ? 1 : everyOf(editor.size)
    canvas.width = canvas.height = side / every
    canvas.style.cssText = `position:fixed;left:0;top:0;width:${side}px;height:${side}px;transform-origin:0 0;transform:scale(0.17);touch-action:none`
    document.body.replaceChildren(canvas)
    const context = canvas.getContext('2d')!
    const film = createFilm(look, every)
    const paint = (box: Box) => {
      for (const { x, y, width, height } of bandsOf(filmBox(box, every))) {
        const piece = film(editor.mask, { x, y, width, height })
        context.putImageData(new ImageData(piece, width, height), x, y)
      }
    }
    editor.subscribe((box) => box && paint(how === 'full' ? editor.whole : box))
    const inputOf = (event: PointerEvent) => ({
      x: event.clientX / 0.17,
      y: event.clientY / 0.17,
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
