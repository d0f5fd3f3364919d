'use client'

import { usePathname } from 'next/navigation'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import type { Drag } from '@/lib/state/arrivals'
import { type DeskName, deskStore } from '@/lib/state/desk'
import { type WebPicture, readWebPicture } from './web-picture'
import { ZoneFace, useZones, zoneGrid, zoneIcons, zoneLook } from './zone-face'
import type { Zone } from './zones'

/** What a drop was aimed at: one of the six zones, or the desk that stands open. */
export type Aim = { zone: Zone } | { desk: DeskName }

/**
 * The zones over the page while something is dragged. What is dropped beside them, and Escape, end the drag without
 * a trace: both are the browser's own, and reach nobody.
 */
export function DropOverlay({
  drag,
  onFiles,
  onAddress,
}: {
  drag: Drag
  onFiles: (files: readonly File[], aim: Aim) => void
  /** A picture of another page that came without its file. */
  onAddress: (picture: WebPicture, aim: Aim) => void
}) {
  const t = useTranslations('intake')
  const words = useZones(drag)
  const openDesk = useStore(deskStore, ({ name }) => name)
  const isOnCreate = usePathname() === '/'
  const [over, setOver] = useState<string | null>(null)
  const web = useRef<WebPicture>({ type: 'inline' })

  // One place knows which zone is under the pointer, also for addresses, which react-dropzone passes over.
  const follow = (event: DragEvent) => {
    const zone = event.target instanceof Element ? event.target.closest('[data-zone]') : null
    setOver(zone?.getAttribute('data-zone') ?? null)
  }

  // When the files have been looked at, the drag's own data is gone.
  const remember = ({ dataTransfer }: DragEvent) => {
    web.current = readWebPicture(
      dataTransfer.getData('text/html'),
      dataTransfer.getData('text/uri-list'),
    )
  }

  return (
    <section
      aria-label={t('title', { count: drag.count })}
      onDragOver={follow}
      onDropCapture={remember}
      onDragLeave={(event) => {
        if (
          !(
            event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
          )
        )
          setOver(null)
      }}
      className="fixed inset-0 z-50 flex animate-fade flex-col items-center justify-center gap-2 bg-[color-mix(in_oklab,var(--bg)_78%,transparent)] px-3 backdrop-blur-[10px] sm:left-[68px] sm:gap-3"
    >
      <p role="status" className="sr-only">
        {t('dragging')}
      </p>
      {openDesk && isOnCreate && drag.hasFiles ? (
        <DropZone
          name="desk"
          label={t(`desk.${openDesk}`)}
          isOver={over === 'desk'}
          onFiles={(files) => onFiles(files, { desk: openDesk })}
          onNoFile={() => onAddress(web.current, { desk: openDesk })}
          className="w-[min(744px,100%)] [--zone:92px]"
        >
          <ZoneFace icon={zoneIcons[openDesk]} name={t(`desk.${openDesk}`)} about="" />
        </DropZone>
      ) : null}
      <div className={zoneGrid}>
        {words.map(({ zone, name, about, closed }) => (
          <DropZone
            key={zone}
            name={zone}
            label={name}
            isOver={over === zone}
            isClosed={closed !== null}
            onFiles={(files) => onFiles(files, { zone })}
            onNoFile={() => onAddress(web.current, { zone })}
          >
            <ZoneFace icon={zoneIcons[zone]} name={name} about={about} isClosed={closed !== null} />
          </DropZone>
        ))}
      </div>
    </section>
  )
}

/** Takes files from anywhere, whole folders included; a closed one takes nothing, and shows it by its cursor. */
function DropZone({
  name,
  label,
  isOver,
  isClosed = false,
  onFiles,
  onNoFile,
  className = '',
  children,
}: {
  name: string
  label: string
  isOver: boolean
  isClosed?: boolean
  onFiles: (files: readonly File[]) => void
  /** Something was dropped that came without a file, or whose file cannot be had. */
  onNoFile: () => void
  className?: string
  children: ReactNode
}) {
  const { getRootProps } = useDropzone({
    disabled: isClosed,
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    // The page sees to that everywhere (watch-arrivals.ts).
    preventDropOnDocument: false,
    onDrop: (files) => (files.length > 0 ? onFiles(files) : onNoFile()),
    onError: onNoFile,
  })
  const dropped = ({ dataTransfer }: DragEvent) => {
    if (!dataTransfer.types.includes('Files')) onNoFile()
  }

  return (
    <div
      {...getRootProps({
        'data-zone': name,
        role: 'group',
        'aria-label': label,
        onDrop: isClosed ? undefined : dropped,
        className: `${zoneLook({ isOver: isOver && !isClosed, isClosed })} ${className}`,
      })}
    >
      {children}
    </div>
  )
}
