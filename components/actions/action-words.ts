'use client'
/** A button's name in the person's language: whole, and short for where a heading already says half of it. */
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'

type Translate = ReturnType<typeof useTranslations<'actions'>>

export function useActionWords() {
  const t = useTranslations('actions')
  return useMemo(
    () => ({
      nameOf: (placed: PlacedButton) => nameOf(t, placed),
      shortOf: (placed: PlacedButton) => shortOf(t, placed) ?? nameOf(t, placed),
    }),
    [t],
  )
}

function nameOf(t: Translate, { meaning, button }: PlacedButton): string {
  switch (meaning.kind) {
    case 'upscale':
    case 'video-upscale':
      return t('name.upscale', { index: String(meaning.index) })
    case 'variation':
      return t('name.variation', { index: String(meaning.index) })
    case 'reroll':
      return t('name.reroll')
    case 'upscale-solo':
      return t(
        `name.${({ subtle: 'upscaleSubtle', creative: 'upscaleCreative', '2x': 'upscale2x', '4x': 'upscale4x' } as const)[meaning.strength]}`,
      )
    case 'vary':
      return t(meaning.strength === 'subtle' ? 'name.varySubtle' : 'name.varyStrong')
    case 'region':
      return t('name.region')
    case 'zoom-out':
      return t('name.zoomOut', { factor: String(meaning.factor) })
    case 'custom-zoom':
      return t('name.customZoom')
    case 'make-square':
      return t('name.makeSquare')
    case 'pan':
      return t(
        `name.${({ left: 'panLeft', up: 'panUp', down: 'panDown', right: 'panRight' } as const)[meaning.direction]}`,
      )
    case 'animate':
      return t(meaning.motion === 'low' ? 'name.animateLow' : 'name.animateHigh')
    case 'extend':
      return t(meaning.motion === 'low' ? 'name.extendLow' : 'name.extendHigh')
    case 'bookmark':
      return t('name.bookmark')
    case 'describe-pick':
      return t('name.describePick', { index: String(meaning.index) })
    case 'describe-all':
      return t('name.describeAll')
    case 'describe-retry':
      return t('name.describeRetry')
    case 'shorten-pick':
      return t('name.shortenPick', { index: String(meaning.index) })
    case 'shorten-details':
      return t('name.shortenDetails')
    case 'cancel':
      return t('name.cancel')
    case 'unknown':
      // Some gateways repeat the label as the emoji, so never both (gateways.md 3.5).
      return button.label || button.emoji || t('name.unnamed')
  }
}

function shortOf(t: Translate, { meaning }: PlacedButton): string | undefined {
  switch (meaning.kind) {
    case 'upscale-solo':
      if (meaning.strength === 'subtle') return t('short.faithful')
      return meaning.strength === 'creative'
        ? t('short.creative')
        : meaning.strength.replace('x', '×')
    case 'vary':
      return t(meaning.strength === 'subtle' ? 'short.subtle' : 'short.strong')
    case 'region':
      return t('short.region')
    case 'zoom-out':
      return `${meaning.factor}×`
    case 'custom-zoom':
      return t('short.custom')
    case 'animate':
    case 'extend':
      return t(meaning.motion === 'low' ? 'short.low' : 'short.high')
    case 'describe-pick':
    case 'shorten-pick':
      return String(meaning.index)
    default:
      return undefined
  }
}
