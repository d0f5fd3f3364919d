/**
 * The name of one click, made at the click: see [Note: A submit is committed before it is sent]. Not
 * `crypto.randomUUID`, which browsers keep to secure origins: a studio on plain http in somebody's own network has none.
 */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
