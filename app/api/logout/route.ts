import { access } from '@/lib/server/access'
import { api, sessionIdOf } from '@/lib/server/api'
import { surroundings } from '@/lib/server/ring-address'
import { setCookie } from '@/lib/server/sessions'

export const POST = api({ auth: 'session' }, async ({ request }) => {
  await access().sessions.end(sessionIdOf(request))
  return new Response(null, {
    status: 204,
    headers: {
      'set-cookie': setCookie(surroundings().cookie, ''),
      // Pictures are cached for a year; the next person at this browser is not to find them.
      'clear-site-data': '"cache"',
    },
  })
})
