import 'server-only'
/** The routes of the app as its files are, so that a new one is tested from its first day. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { RouteHandler } from '../api'

/** What Next calls where a file exports it. */
export const routeMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export type RouteFile = {
  /** As the file says: `/api/tasks/[id]/note`. */
  route: string
  /** What the file exports, by method. */
  handlers: readonly (readonly [method: string, handler: RouteHandler])[]
}

const appFolder = path.resolve(fileURLToPath(import.meta.url), '../../../../app')

/** By name, so that every reader has them in the same order. */
export async function readRouteFiles(): Promise<readonly RouteFile[]> {
  const files = await readdir(appFolder, { recursive: true })
  const routes = files.filter((file) => /^route\.tsx?$/.test(path.basename(file)))
  return Promise.all(routes.toSorted().map(readRouteFile))
}

async function readRouteFile(file: string): Promise<RouteFile> {
  const url = pathToFileURL(path.join(appFolder, file)).href
  const exported = (await import(url)) as Record<string, RouteHandler>
  return {
    route: `/${path.dirname(file).split(path.sep).join('/')}`,
    handlers: routeMethods.flatMap((method) => {
      const handler = exported[method]
      return handler === undefined ? [] : [[method, handler] as const]
    }),
  }
}
