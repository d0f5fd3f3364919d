import 'server-only'
/**
 * [Note: Addresses leave without their signatures] A prompt or a gateway's word can hold an address that lets whoever
 * has it in: `?ex=&is=&hm=` of Discord, `X-Amz-Signature`, a token. An export is made to be given away, and such links
 * run out anyway, so what is behind the question mark of a signed address stays here.
 */
const address = /https?:\/\/[^\s<>"'，。）]+/gi
const signing =
  /^(?:ex|is|hm|sig|signature|token|access_token|auth|authorization|key|api_key|apikey|secret|password|expires|policy|key-pair-id|se|sp|sv|x-(?:amz|goog|oss|cos|ms)-[\w-]+|ossaccesskeyid|awsaccesskeyid|googleaccessid|q-sign-[\w-]+)$/i

/** A text with every address in it as anybody may have it. See the note above. */
export function withoutSignatures(text: string): string {
  return text.replace(address, (found) => {
    if (!URL.canParse(found)) return found
    const url = new URL(found)
    const isSigned = [...url.searchParams.keys()].some((name) => signing.test(name))
    const isOpen = url.username === '' && url.password === ''
    if (!isSigned && isOpen) return found
    const end = isSigned ? found.search(/[?#]/) : found.length
    return found.slice(0, end).replace(/^(https?:\/\/)[^/@]*@/i, '$1')
  })
}
