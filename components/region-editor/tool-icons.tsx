import Brush from 'lucide-react/icons/brush'
import Circle from 'lucide-react/icons/circle'
import Eraser from 'lucide-react/icons/eraser'
import Hand from 'lucide-react/icons/hand'
import Lasso from 'lucide-react/icons/lasso'
import Pentagon from 'lucide-react/icons/pentagon'
import SquareDashed from 'lucide-react/icons/square-dashed'
import WandSparkles from 'lucide-react/icons/wand-sparkles'
import type { ToolName } from '@/lib/editor/tools/tool'

export const toolIcons: Readonly<Record<ToolName, typeof Brush>> = {
  brush: Brush,
  eraser: Eraser,
  lasso: Lasso,
  polygon: Pentagon,
  rectangle: SquareDashed,
  ellipse: Circle,
  wand: WandSparkles,
  hand: Hand,
}
