import 'server-only'
/**
 * Keeps the keys of gateways unreadable at rest.
 *
 * [Note: A stolen database holds no key]
 * A key is sealed with AES-256-GCM under a secret that is not in the database: `SAFELIGHT_SECRET`, or a file beside
 * it that no backup of the rows contains. Every seal has a nonce of its own and is bound to the gateway's id, so that
 * the sealed key of one gateway, moved to the row of another, opens nothing there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StudioError } from '@/lib/mj/errors'
import { log } from './log'

export type Vault = {
  /** `v1.<nonce>.<text and tag>`, both base64url. */
  seal(gatewayId: string, key: string): string
  /** Null when it was sealed under another secret or for another gateway, or has been tampered with. */
  open(gatewayId: string, sealed: string): string | null
  /** 32 bytes for another purpose: knowing them tells nothing about the secret or about any other purpose. */
  derive(purpose: string): Uint8Array
}

const cipherName = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const secretBytes = 32

/** `secret` has at least 32 bytes. */
export function createVault(secret: Uint8Array): Vault {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `safelight: ${purpose}`, 32))
  const sealingKey = derive('gateway keys')
  return {
    derive,
    seal(gatewayId, key) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(cipherName, sealingKey, nonce, { authTagLength: tagBytes })
      cipher.setAAD(Buffer.from(gatewayId))
      const sealed = Buffer.concat([
        cipher.update(key, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return `v1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
    },
    open(gatewayId, text) {
      const [version, nonceText = '', sealedText = ''] = text.split('.')
      const nonce = Buffer.from(nonceText, 'base64url')
      const sealed = Buffer.from(sealedText, 'base64url')
      if (version !== 'v1' || nonce.length !== nonceBytes || sealed.length < tagBytes) return null
      const cipher = createDecipheriv(cipherName, sealingKey, nonce, { authTagLength: tagBytes })
      cipher.setAAD(Buffer.from(gatewayId))
      cipher.setAuthTag(sealed.subarray(-tagBytes))
      try {
        const key = Buffer.concat([cipher.update(sealed.subarray(0, -tagBytes)), cipher.final()])
        return key.toString('utf8')
      } catch {
        // Node throws one plain error for every way in which the tag can fail; which one it was is not to be told.
        return null
      }
    },
  }
}

/** The vault of a data folder: under the given secret, or under the folder's own, made at the first start. */
export async function openVault(folder: string, secret: Uint8Array | null): Promise<Vault> {
  return createVault(secret ?? (await folderSecret(join(folder, 'secret'))))
}

/** Throws `unavailable` with a sentence when the file is there and damaged: another secret would open no key. */
async function folderSecret(file: string): Promise<Uint8Array> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new StudioError('unavailable', `The file ${file} cannot be read.`, { cause: error })
  })
  if (text === undefined) return await makeSecret(file)
  if (!/^[0-9a-f]{64}\s*$/.test(text)) {
    throw new StudioError(
      'unavailable',
      `The file ${file} is damaged: put it back from a backup, or delete it and enter the keys of your gateways again.`,
    )
  }
  await keepPrivate(file)
  return Buffer.from(text.trim(), 'hex')
}

/** See [Note: A file appears whole or not at all] in lib/storage/disk.ts; the folder's lock keeps others away. */
async function makeSecret(file: string): Promise<Uint8Array> {
  const secret = randomBytes(secretBytes)
  const temporary = `${file}.new`
  const handle = await open(temporary, 'w', 0o600)
  try {
    // What a crash left behind keeps its own mode.
    await handle.chmod(0o600)
    await handle.writeFile(`${secret.toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
  await syncFolder(dirname(file))
  return secret
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its rename is durable by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * A copy or a restored backup may have opened the file to others: it is closed again. Where that cannot be done (file
 * systems without owners) the studio starts all the same, since nobody could do better there.
 */
async function keepPrivate(file: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(file)
  if ((mode & 0o077) === 0) return
  try {
    await chmod(file, 0o600)
    log('warn', 'the secret file could be read by other users; it no longer can')
  } catch (error) {
    log('warn', 'the secret file can be read by other users and that could not be changed', {
      error,
    })
  }
}

/**
 * The bytes of a `SAFELIGHT_SECRET` in hex or base64, or what is wrong with it. Words that people think up are not
 * random enough, and cannot be told from random ones by more than their length and variety.
 */
export function parseSecret(text: string): Uint8Array | 'malformed' | 'weak' {
  const isHex = /^[0-9a-f]+$/i.test(text) && text.length % 2 === 0
  if (!isHex && !/^[\w+/-]+={0,2}$/.test(text)) return 'malformed'
  const bytes = Buffer.from(text, isHex ? 'hex' : 'base64')
  // 32 random bytes have 30 different ones; fewer than 16 never happens.
  return bytes.length < secretBytes || new Set(bytes).size < 16 ? 'weak' : bytes
}
