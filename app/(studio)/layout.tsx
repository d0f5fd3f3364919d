import type { ReactNode } from 'react'

export default function StudioLayout({ children }: { children: ReactNode }) {
  return <main id="content">{children}</main>
}
