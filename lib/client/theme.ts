import { type Theme, parseTheme, themeCookie } from '@/lib/state/theme'
import { writeCookie } from './cookie'

/** What a person chose; `system` where nothing was chosen, and on the server. */
export function chosenTheme(): Theme | 'system' {
  if (typeof document === 'undefined') return 'system'
  return parseTheme(document.documentElement.dataset['theme']) ?? 'system'
}

/** Changes the light at once and remembers it for the next first paint; returns what was understood. */
export function chooseTheme(value: string): Theme | 'system' {
  const theme = parseTheme(value)
  writeCookie(themeCookie, theme)
  if (theme) document.documentElement.dataset['theme'] = theme
  else delete document.documentElement.dataset['theme']
  return theme ?? 'system'
}
