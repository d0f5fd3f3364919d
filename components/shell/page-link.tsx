'use client'

import type { ComponentProps, MouseEvent } from 'react'
import { useGoTo } from '@/lib/client/use-go-to'
import { useCloseTask, useOpenTaskId, usePageBelow } from '@/lib/state/open-task'

/**
 * A link to a page of the studio: a plain click goes there without a reload, any other is the browser's own. Not
 * next/link, whose 6 kB would be paid by everyone for fetching in advance what is one step away on this machine.
 */
export function PageLink({
  href,
  onClick,
  ...rest
}: Omit<ComponentProps<'a'>, 'href'> & { href: string }) {
  const goTo = useGoTo()
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        goTo(href)
      }}
      {...rest}
    />
  )
}

/** To Create: from another page by navigation, else by closing what lies over it or by going to its top. */
export function CreateLink(props: Omit<ComponentProps<'a'>, 'href' | 'onClick'>) {
  const goToCreate = useGoToCreate()
  return (
    <a
      href="/"
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        goToCreate()
      }}
      {...props}
    />
  )
}

export function useGoToCreate(): () => void {
  const goTo = useGoTo()
  const isBelow = usePageBelow() === '/'
  const isTaskOpen = useOpenTaskId() !== null
  const close = useCloseTask()
  return () => {
    if (!isBelow) goTo('/')
    else if (isTaskOpen) close()
    else window.scrollTo({ top: 0, behavior: 'smooth' })
  }
}

function isPlainClick(event: MouseEvent): boolean {
  return !(event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
}
