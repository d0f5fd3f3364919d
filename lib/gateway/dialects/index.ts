import 'server-only'
/** The list of dialects. A new gateway is one file beside this one, one line here, and a green contract suite. */
import type { Dialect } from '../dialect'
import { crazyrouterDialect } from './crazyrouter'
import { cubicspacesDialect } from './cubicspaces'
import { modesDialect, modesShortDialect } from './modes'
import { newApiDialect } from './new-api'
import { novicezkDialect } from './novicezk'
import { plusDialect, plusFilterDialect } from './plus'
import { trueaiDialect } from './trueai'

export const dialects: readonly Dialect[] = [
  plusDialect,
  plusFilterDialect,
  newApiDialect,
  crazyrouterDialect,
  modesDialect,
  modesShortDialect,
  cubicspacesDialect,
  novicezkDialect,
  trueaiDialect,
]

export function dialectById(id: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.id === id)
}
