import 'server-only'
/**
 * The bytes of a picture as an answer: typed by what the studio itself found them to be, and powerless should they
 * be opened as a document.
 */
export function pictureResponse(
  picture: { bytes: Uint8Array; type: string; name: string },
  options: { asDownload: boolean; maxAgeSeconds: number },
): Response {
  return new Response(new Uint8Array(picture.bytes), { headers: fileHeaders(picture, options) })
}

/** What every file of ours is sent with. A name is ours, so it needs no quoting beyond what is stripped here. */
export function fileHeaders(
  file: { type: string; name: string },
  options: { asDownload: boolean; maxAgeSeconds: number },
): Record<string, string> {
  const name = file.name.replace(/[^\w.-]/g, '_')
  const lasting = options.maxAgeSeconds >= 31_536_000 ? ', immutable' : ''
  return {
    'content-type': file.type,
    'content-disposition': `${options.asDownload ? 'attachment' : 'inline'}; filename="${name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': `private, max-age=${options.maxAgeSeconds}${lasting}`,
  }
}
