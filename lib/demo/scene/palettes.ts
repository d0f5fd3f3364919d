import 'server-only'
/** The painter's colours: sixteen palettes and the words, English and Chinese, that choose them. */
import type { Palette, Rgb } from './scene'

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function palette(
  zenith: string,
  sky: string,
  horizon: string,
  light: string,
  far: string,
  near: string,
): Palette {
  return {
    zenith: rgb(zenith),
    sky: rgb(sky),
    horizon: rgb(horizon),
    light: rgb(light),
    far: rgb(far),
    near: rgb(near),
  }
}

export const palettes = {
  violet: palette('31265a', '7a4488', 'd9728a', 'ffeeda', '8a4f86', '14143a'),
  teal: palette('0f4458', '217f92', '84bdbb', 'fff1da', '2b8394', '041b2a'),
  forest: palette('1f4a35', '4f8a5e', 'bcd39a', 'fff6d8', '4b8357', '06180f'),
  ember: palette('5a1710', 'b23a1c', 'f0803c', 'fff0d0', 'a63a20', '1e0807'),
  magenta: palette('4a1466', '98309a', 'e07cb8', 'ffeede', '8a2f92', '1a0630'),
  graphite: palette('2b2b30', '5f5f66', 'b2b0b2', 'fff8ec', '66666c', '0d0d10'),
  gold: palette('6b4a2a', 'c98f4a', 'f6d79a', 'fffbe8', 'b07a3e', '2a160a'),
  ice: palette('3f6a94', '86b4d4', 'e2f0f6', 'ffffff', '7ba6c4', '1a3550'),
  rose: palette('6a3a58', 'c77a90', 'f8c9bd', 'fff6ea', 'b06a86', '2e1426'),
  midnight: palette('050914', '101f42', '35548c', 'f4f0dc', '1c315c', '03060f'),
  celadon: palette('2c5a56', '6fa398', 'd6e4cc', 'fffbe6', '5f9488', '0e2a2a'),
  coral: palette('2c5578', '7fa0b4', 'ffb08a', 'fff3d6', 'c46f6a', '2a1a34'),
  sepia: palette('4a3a2c', '94795a', 'dcc6a0', 'fff4dc', '85694c', '1c130c'),
  cobalt: palette('0a2472', '1f5fc4', '8cc6f2', 'fff6e0', '2a62b4', '06123c'),
  jade: palette('06342e', '12796a', '7fd6b0', 'fdf6d4', '17806a', '021512'),
  amber: palette('24122e', '7c2f4a', 'f2a24a', 'fff2c4', '7a3046', '12081a'),
} as const satisfies Record<string, Palette>
export type PaletteName = keyof typeof palettes
export const paletteNames = Object.keys(palettes) as PaletteName[]

/** What a person would call each, for descriptions of given pictures. */
export const paletteWords: Record<PaletteName, string> = {
  violet: 'dusky violet and rose',
  teal: 'deep teal and pale aqua',
  forest: 'moss and pine green',
  ember: 'burnt orange and ember red',
  magenta: 'magenta and plum',
  graphite: 'monochrome graphite grey',
  gold: 'honeyed gold and sand',
  ice: 'icy blue and white',
  rose: 'faded rose and cream',
  midnight: 'midnight blue and ink',
  celadon: 'celadon and mist',
  coral: 'coral and slate blue',
  sepia: 'sepia and old paper',
  cobalt: 'cobalt blue and sky',
  jade: 'jade green and emerald',
  amber: 'amber and dark wine',
}
