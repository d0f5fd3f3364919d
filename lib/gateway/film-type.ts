import 'server-only'

/** The two formats of films that browsers play and the studio keeps. */
export type FilmType = 'video/mp4' | 'video/webm'

/** So many first bytes are enough to tell. */
export const filmHeadBytes = 128

/** Brands of mp4 and its kin; pictures (avif, heic) begin with the same box and other brands. */
const filmBrand = /^(?:iso[m2-9]|mp4[12]|avc1|dash|msdh|M4V |M4VP|MSNV|3gp\d|qt {2})$/

/** The type by magic bytes: an ISO `ftyp` box, or an EBML head that says "webm"; undefined for everything else. */
export function sniffFilmType(bytes: Uint8Array): FilmType | undefined {
  const head = Buffer.from(bytes.subarray(0, filmHeadBytes)).toString('latin1')
  if (head.slice(4, 8) === 'ftyp' && filmBrand.test(head.slice(8, 12))) return 'video/mp4'
  return head.startsWith('\x1a\x45\xdf\xa3') && isWebm(head) ? 'video/webm' : undefined
}

/** EBML's DocType (0x4282) says "webm", after its length in one to eight bytes. */
function isWebm(head: string): boolean {
  const at = head.indexOf('\x42\x82')
  const word = head.indexOf('webm', at)
  return at !== -1 && word - at >= 3 && word - at <= 10
}
