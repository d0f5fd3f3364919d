import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button'
import { Tooltip, type TooltipSide } from './tooltip'

/** A button with a picture for a name: `label` is what a screen reader says and what the tooltip shows. */
export function IconButton({
  label,
  icon,
  shortcut,
  tooltipSide = 'bottom',
  className,
  ...rest
}: Omit<ButtonProps, 'children' | 'icon'> & {
  label: string
  icon: ReactNode
  shortcut?: string
  tooltipSide?: TooltipSide
}) {
  return (
    <Tooltip text={label} side={tooltipSide} {...(shortcut ? { shortcut } : {})}>
      <Button aria-label={label} icon={icon} className={`!px-0 ${className ?? ''}`} {...rest} />
    </Tooltip>
  )
}
