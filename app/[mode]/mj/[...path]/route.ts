import { mjRoute } from '@/lib/server/mj-route'

export const GET = mjRoute
export const POST = mjRoute
export const PUT = mjRoute
export const PATCH = mjRoute
export const DELETE = mjRoute
