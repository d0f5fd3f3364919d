import 'server-only'
import { z } from 'zod'
import { idSchema } from './submission-schema'

/** Path parameters of everything under `/api/tasks/{id}`. */
export const taskParams = z.object({ id: idSchema })
