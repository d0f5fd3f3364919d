import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'

export const GET = api({ auth: 'session' }, () => ({ gateways: studio().connected() }))
