import { unreachable } from '@/lib/mj/errors'
import type { Workbench } from '../workbench'
import { createBrush } from './brush'
import { createLasso } from './lasso'
import { createPolygon } from './polygon'
import { createShape } from './shape'
import { plainTool, type Tool, type ToolName } from './tool'
import { createWand } from './wand'

/** Every tool by its name. The hand only moves the view, which this folder knows nothing of. */
export function createTool(name: ToolName, editor: Workbench): Tool {
  switch (name) {
    case 'brush':
    case 'eraser':
      return createBrush(name, editor)
    case 'lasso':
      return createLasso(editor)
    case 'polygon':
      return createPolygon(editor)
    case 'rectangle':
    case 'ellipse':
      return createShape(name, editor)
    case 'wand':
      return createWand(editor)
    case 'hand':
      return { ...plainTool, name, down: () => undefined }
    default:
      return unreachable(name)
  }
}
