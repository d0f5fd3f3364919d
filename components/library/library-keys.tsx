'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

const keys = [
  ['move', ['←', '↑', '→', '↓', 'PgUp', 'PgDn']],
  ['rows', ['Home', 'End']],
  ['open', ['Enter']],
  ['toggle', ['Space', 'X']],
  ['extend', ['Shift ←↑→↓']],
  ['all', ['Ctrl A']],
  ['clear', ['Esc']],
  ['favourite', ['F']],
  ['compare', ['C']],
  ['trash', ['Delete']],
  ['arrange', ['Alt ←↑→↓']],
  ['size', ['+', '−']],
  ['search', ['/', 'Ctrl K']],
  ['help', ['?']],
] as const

export function LibraryKeys({ onClose }: { onClose: () => void }) {
  const t = useTranslations('library.keys')
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      footer={
        <Button size="md" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2">
        {keys.map(([name, shown]) => (
          <div key={name} className="contents">
            <dt className="flex flex-wrap gap-1">
              {shown.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-muted">{t(name)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
