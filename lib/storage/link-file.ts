import 'server-only'
import { link, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from './disk'
import { hasCode } from './file-errors'

/**
 * A second name for a file of one folder in another; false where they are not on one file system, or where that knows
 * no such thing. There is no such file in `to` yet. Files of a store are replaced and never written to, so the two names stay what they are.
 */
export async function linkFile(from: string, to: string, path: string): Promise<boolean> {
  try {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 })
    await link(join(from, path), join(to, path))
    await syncFolder(dirname(join(to, path)))
    return true
  } catch (error) {
    const cannot = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS']
    if (cannot.some((code) => hasCode(error, code))) return false
    throw error
  }
}
