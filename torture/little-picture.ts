import sharp from 'sharp'

/** Pictures are mostly beside the point, and painting a thousand takes minutes. */
export const littlePicture = await sharp({
  create: { width: 64, height: 64, channels: 3, background: '#a33' },
})
  .png()
  .toBuffer()
