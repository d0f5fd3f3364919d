import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The framework with nothing in it; its packages are those of the project two folders up. */
export default {
  poweredByHeader: false,
  turbopack: { root: path.resolve(fileURLToPath(import.meta.url), '../../..') },
}
