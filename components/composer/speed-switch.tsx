'use client'

import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Menu } from '@/components/ui/menu'
import { Segmented } from '@/components/ui/segmented'
import type { Speed } from '@/lib/mj/task'
import type { ComposerHandle } from './use-composer'

const speeds = ['relax', 'fast', 'turbo'] as const satisfies readonly Speed[]

/** All three in sight; on a phone a chip with the same choice. */
export function SpeedSwitch({
  composer: { speed, chooseSpeed, gateway },
}: {
  composer: ComposerHandle
}) {
  const t = useTranslations('composer')
  const supported = gateway?.capabilities.speeds
  const options = speeds.map((value) => ({
    value,
    label: t(`name.${value}`),
    // A speed that is set stays visible and changeable, whatever the gateway says of itself.
    disabled: supported !== undefined && !supported.includes(value),
  }))
  const available = options.filter((option) => !option.disabled)
  const lack = supported?.length === 0 ? t('noSpeeds', { gateway: gateway?.name ?? '' }) : undefined
  return (
    <>
      <span title={lack} className="ml-auto inline-flex max-sm:hidden">
        <Segmented<Speed | 'none'>
          label={lack ? t('namedValue', { name: t('speed'), value: lack }) : t('speed')}
          // Where nothing can be chosen nothing is.
          value={lack ? 'none' : speed}
          options={options}
          onChange={(next) => {
            if (next !== 'none') chooseSpeed(next)
          }}
        />
      </span>
      <span className="max-sm:order-1 sm:hidden">
        <Menu
          trigger={
            <Chip
              isSet={!lack}
              aria-label={t('namedValue', { name: t('speed'), value: lack ?? t(`name.${speed}`) })}
            >
              {lack ? t('speed') : <b>{t(`name.${speed}`)}</b>}
            </Chip>
          }
          entries={
            lack
              ? [{ label: t('speed'), disabled: true, note: lack, onSelect: () => undefined }]
              : [
                  {
                    type: 'choice',
                    label: t('speed'),
                    value: speed,
                    options: available,
                    onChange: (value) => {
                      const next = speeds.find((known) => known === value)
                      if (next) chooseSpeed(next)
                    },
                  },
                ]
          }
        />
      </span>
    </>
  )
}
