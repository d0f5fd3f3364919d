import type { ReactNode } from 'react'
import { StudioFrame } from '@/components/shell/studio-frame'

export default function StudioLayout({ children }: { children: ReactNode }) {
  return <StudioFrame>{children}</StudioFrame>
}
