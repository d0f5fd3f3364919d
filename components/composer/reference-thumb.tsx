'use client'

import ImageOff from 'lucide-react/icons/image-off'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import X from 'lucide-react/icons/x'
import { type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { Popover } from '@/components/ui/popover'
import { Spinner } from '@/components/ui/spinner'
import { lazy } from '@/lib/client/lazy'
import { useReference } from '@/lib/client/references'
import type { DraftReference } from '@/lib/mj/draft'
import type { Standing } from '@/lib/mj/prompt-references'
import { referencePath } from '@/lib/mj/references'
import type { AddressState } from '@/lib/state/reference-addresses'
import { thumbId } from './thumb-id'
import type { ComposerHandle } from './use-composer'
import type { ReferenceOrder } from './use-reference-order'

const ReferencePanel = lazy(async () => ({
  default: (await import('./reference-panel')).ReferencePanel,
}))

/** One picture in one role. Pressed, it shows what can be done with it; carried, it goes elsewhere. */
export function ReferenceThumb({
  composer,
  reference,
  place,
  count,
  standing,
  upload,
  order,
}: {
  composer: ComposerHandle
  reference: DraftReference
  place: number
  count: number
  standing: Standing | undefined
  upload: AddressState | null
  order: ReferenceOrder
}) {
  const t = useTranslations('composer')
  const isGone = useReference(reference.id) === null
  const name = t('referenceNamed', { role: t(`role.${reference.role}`), place: place + 1 })
  const state = isGone ? 'gone' : standing?.type === 'left' ? 'left' : upload?.name
  const { drag } = order
  const isCarried = drag?.reference.id === reference.id && drag.reference.role === reference.role
  const gap =
    drag?.target?.role === reference.role &&
    (drag.target.place === place
      ? 'before'
      : drag.target.place === count && place === count - 1
        ? 'behind'
        : false)

  const press = (event: KeyboardEvent) => {
    const { key, altKey } = event
    if (altKey && (key === 'ArrowLeft' || key === 'ArrowUp')) order.moveTo(reference, place - 1)
    else if (altKey && (key === 'ArrowRight' || key === 'ArrowDown'))
      order.moveTo(reference, place + 1)
    else if (key === 'Delete' || key === 'Backspace') order.remove(reference)
    else return
    event.preventDefault()
  }

  return (
    <li
      data-place={place}
      data-reference={thumbId(reference)}
      style={isCarried ? { transform: `translate(${drag.x}px, ${drag.y}px)` } : undefined}
      className={classNames(
        'group/thumb relative size-[34px] shrink-0 pointer-coarse:size-11',
        isCarried && 'z-10 scale-105 cursor-grabbing opacity-90',
        gap === 'before' && 'shadow-[-3px_0_0_0_var(--accent)]',
        gap === 'behind' && 'shadow-[3px_0_0_0_var(--accent)]',
      )}
    >
      <Popover
        label={name}
        trigger={
          <button
            type="button"
            id={thumbId(reference)}
            aria-label={state && state !== 'known' ? t('referenceState', { name, state }) : name}
            aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
            onKeyDown={press}
            {...order.handlersOf(reference)}
            className="relative block size-full touch-pan-y overflow-hidden rounded-[7px] bg-surface"
          >
            {isGone ? (
              <ImageOff aria-hidden className="m-auto size-[15px] text-faint" strokeWidth={1.6} />
            ) : (
              <img
                src={referencePath(reference.id, 256)}
                alt=""
                draggable={false}
                className={classNames(
                  'size-full object-cover',
                  (state === 'left' || state === 'asking') && 'opacity-40',
                )}
              />
            )}
            {state === 'asking' ? (
              <span className="absolute inset-0 grid place-items-center text-text">
                <Spinner />
              </span>
            ) : null}
            {state === 'failed' ? (
              <span className="absolute inset-0 grid place-items-center bg-black/55 text-white">
                <TriangleAlert aria-hidden className="size-[17px]" strokeWidth={1.6} />
              </span>
            ) : null}
          </button>
        }
      >
        {(close) => (
          <ReferencePanel
            composer={composer}
            reference={reference}
            name={name}
            place={place}
            count={count}
            isGone={isGone}
            order={order}
            onDone={close}
          />
        )}
      </Popover>
      <button
        type="button"
        aria-label={t('remove', { name })}
        onClick={() => order.remove(reference)}
        className="absolute -top-1.5 -right-1.5 grid size-5 place-items-center rounded-full border border-line-strong bg-raised text-muted opacity-0 shadow-float group-hover/thumb:opacity-100 hover:text-text focus-visible:opacity-100 pointer-coarse:hidden"
      >
        <X aria-hidden className="size-3" strokeWidth={2} />
      </button>
    </li>
  )
}
