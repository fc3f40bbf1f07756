import { readWranglerConfig } from '@baton/box/wrangler-config'
import { askWrangler } from './wrangler.ts'

/**
 * Names of the secrets that the deployed Worker lacks; all of them when it was never deployed.
 *
 * @param which options of wrangler that say which Worker, where it is not the one of `wrangler.jsonc`.
 */
export async function missingSecrets(which: readonly string[]): Promise<string[]> {
  const { required } = (await readWranglerConfig()).secrets
  const { ok, said } = await askWrangler(['secret', 'list', '--format', 'json', ...which])
  if (ok) {
    const known = (JSON.parse(said.slice(said.indexOf('['))) as { name: string }[]).map(({ name }) => name)
    return required.filter((name) => !known.includes(name))
  }
  if (/not found/i.test(said)) return required
  throw new Error(`Cloudflare does not say which secrets are set.\n${said}`)
}

/** How they are set, without passing through a shell's history. */
export const howToSet = (names: readonly string[]): string =>
  `Not set: ${names.join(', ')}. Write them to a file that only you can read, and deploy with it once:

  (umask 077; printf '${names.map((name) => `${name}=%s\\n`).join('')}' ${names.map(() => '"$(openssl rand -hex 32)"').join(' ')} > secrets.env)
  npm run deploy -- --secrets-file secrets.env

Keep the file where you keep secrets. docs/guides/deploy.md says what each opens.`
