import 'server-only'
/** What browsers are told about every page and every answer of the studio. */

/**
 * The policy of one page. `nonce` is new for every request; Next reads it from the request's copy of this header
 * and puts it on its own scripts.
 *
 * `style-src-attr` allows React's `style=` attributes: a style attribute can move things, never load or run.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const directives = {
    'default-src': ["'none'"],
    // React rebuilds server stacks with eval while developing, and only then.
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    'style-src': isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(isDevelopment ? ['ws:'] : [])],
    'media-src': ["'self'", 'blob:'],
    'worker-src': ["'self'", 'blob:'],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** The policy of everything that is data: should it ever be opened as a document, it can do nothing. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Sent with every answer, whatever it is. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const notPages = /^\/(?:api|images|mj|_next|[\w-]+\/mj)(?:\/|$)/

/** The nonce in a policy made above. */
export function nonceOf(policy: string): string | undefined {
  return /'nonce-([^']+)'/.exec(policy)?.[1]
}

/** Whether a path is drawn by React: those get the policy with a nonce, all others bring their own or none. */
export function isPagePath(path: string): boolean {
  return !notPages.test(path)
}
