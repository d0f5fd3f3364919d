/**
 * JSON whose long integers keep every digit. Gateways send task ids and Discord snowflakes as bare numbers
 * (gateways.md 3.6); `JSON.parse` turns 1619855216344100864 into 1619855216344100900, which is another task.
 */

/** Below this many digits every integer is exact as a double (2^53 has 16). */
const hasLongDigits = /\d{16}/
const isLongInteger = /^-?\d{16,}$/

/**
 * One token of *valid* JSON that is a string or a number. Matching numbers whole is what keeps the digits of a
 * fraction (0.1234567890123456789) from being taken for an id; matching strings whole is what keeps digits
 * inside text untouched.
 */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Reads JSON like `JSON.parse`, except that an integer of 16 digits or more becomes a string of exactly those
 * digits. Throws `SyntaxError` on anything that is not JSON. A key named `__proto__` becomes an ordinary own
 * member, as with `JSON.parse`: never copy a foreign object with assignment.
 */
export function parseLossless(text: string): unknown {
  // The plain parser goes first even when its result is thrown away: on invalid text the pattern above is
  // quadratic (100 kB of `"\` took 3.8 s), and invalid text never gets past this line.
  const plain: unknown = JSON.parse(text)
  if (!hasLongDigits.test(text)) return plain
  return JSON.parse(
    text.replace(stringOrNumber, (token) => (isLongInteger.test(token) ? `"${token}"` : token)),
  )
}
