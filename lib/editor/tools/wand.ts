import { modeOf, type Workbench } from '../workbench'
import { quantize } from '../geometry'
import { plainTool, type Tool } from './tool'

/** One click selects by colour. */
export function createWand(editor: Workbench): Tool {
  return {
    ...plainTool,
    name: 'wand',
    down(input) {
      const { tolerance, contiguous, mode } = editor.settings
      const [x, y] = [quantize(input.x), quantize(input.y)]
      editor.apply({ kind: 'wand', mode: modeOf(mode, input), x, y, tolerance, contiguous })
    },
  }
}
