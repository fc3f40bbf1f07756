import { join, resolve } from 'node:path'
import { root } from './root.ts'

/** The folder of the gateway that serves, from `BATON_FOLDER`. */
export const servedFolder = (env: NodeJS.ProcessEnv): string => resolve(env.BATON_FOLDER || join(root, '.baton-serve'))
