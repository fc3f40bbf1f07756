import { log } from '../log.ts'
import { BatonError } from './baton-error.ts'

const SECRETS = ['BATON_SECRET', 'ADMIN_TOKEN'] as const
/** May be missing, and opens what the current one does. */
const BEFORE = 'BATON_SECRET_PREVIOUS'
const CHARS = 32

/** Whether nobody will guess it. */
export const isFitSecret = (value: unknown): value is string => typeof value === 'string' && value.length >= CHARS

/**
 * Asked before any route: a gateway with a secret missing or guessable would sign tickets and open its admin API with
 * what anybody can write down.
 *
 * @throws BatonError `unavailable`; which secret it was goes to the log only.
 */
export function demandSecrets(env: { [Name in (typeof SECRETS)[number] | typeof BEFORE]?: unknown }): void {
  const unfit: string[] = SECRETS.filter((name) => !isFitSecret(env[name]))
  if (env[BEFORE] && !isFitSecret(env[BEFORE])) unfit.push(BEFORE)
  if (unfit.length === 0) return
  log('error', 'http.secrets_unfit', { secrets: unfit, wanted: `${CHARS} characters or more` })
  throw new BatonError('unavailable')
}
