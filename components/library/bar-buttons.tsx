import type { ReactNode } from 'react'
import { Button, type ButtonProps } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Tooltip } from '@/components/ui/tooltip'

/** A button of the selection bar without words. `lack` says why it cannot be pressed. */
export function MarkButton({
  lack,
  label,
  onClick,
  ...rest
}: Omit<ButtonProps, 'children' | 'onClick'> & {
  lack: string | null
  label: string
  icon: ReactNode
  onClick: () => void
}) {
  if (lack === null) {
    return <IconButton {...rest} label={label} tooltipSide="top" onClick={onClick} />
  }
  return (
    <Tooltip text={lack} side="top">
      <Button {...rest} aria-label={label} aria-disabled title={lack} className="!px-0" />
    </Tooltip>
  )
}

/** One with words, which make room on a phone; what it is called stays. `lack` says why it cannot be pressed. */
export function BarButton({
  icon,
  label,
  lack = null,
  onClick,
  ...rest
}: {
  icon: ReactNode
  label: string
  lack?: string | null
  busy?: boolean
  onClick?: () => void
}) {
  const button = (
    <Button
      {...rest}
      aria-label={label}
      aria-disabled={lack !== null || undefined}
      title={lack ?? undefined}
      icon={icon}
      onClick={lack === null ? onClick : undefined}
    >
      <span className="max-md:hidden">{label}</span>
    </Button>
  )
  return lack === null ? (
    button
  ) : (
    <Tooltip text={lack} side="top">
      {button}
    </Tooltip>
  )
}
