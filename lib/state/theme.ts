/** The two lights. Kept in a cookie, so that the server paints the first frame in the right one. */
const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'safelight_theme'

/** Null for whatever is no theme: then the page follows the system. */
export function parseTheme(value: string | undefined): Theme | null {
  return themes.find((theme) => theme === value) ?? null
}
