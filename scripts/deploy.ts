import { resolve } from 'node:path'
import { buildAssets } from '@baton/box/assets'
import { resources } from './deploy/resources.ts'
import { howToSet, missingSecrets } from './deploy/secrets.ts'
import { askWrangler, wrangler } from './deploy/wrangler.ts'

const USAGE = `npm run deploy -- [--dry-run] [--create] [any option of wrangler deploy]

  --dry-run            build and check all that would be deployed; needs no account and no network
  --create             make the bucket and the queues that are missing in the account
  --secrets-file FILE  set secrets along with this deployment, e.g. the first one

  CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN: as wrangler reads them. Without a token, log in first:
  (cd packages/gateway && npx wrangler login)`

/** Ends the process with an explanation: these are things the operator can mend. */
function leave(reason: string): never {
  console.error(`\n${reason}\n`)
  process.exit(1)
}

/** wrangler runs in another folder than whoever typed the path. */
function fromWhereTyped(args: readonly string[]): string[] {
  const typedIn = process.env.INIT_CWD ?? process.cwd()
  return args.map((arg, at) => {
    if (args[at - 1] === '--secrets-file') return resolve(typedIn, arg)
    const [, path] = arg.match(/^--secrets-file=(.+)$/) ?? []
    return path === undefined ? arg : `--secrets-file=${resolve(typedIn, path)}`
  })
}

/** `--name other`, should the Worker be called otherwise. */
const nameIn = (args: readonly string[]): string[] =>
  args.filter((arg, at) => arg === '--name' || arg.startsWith('--name=') || args[at - 1] === '--name')

/** What the account must have before anything is uploaded. */
async function prepare({ create, args }: { create: boolean; args: readonly string[] }): Promise<void> {
  const all = await resources()
  const there = await Promise.all(all.map((each) => each.isThere()))
  const missing = all.filter((_, at) => !there[at])
  if (missing.length > 0 && !create) {
    leave(`The account lacks ${missing.map(({ title }) => title).join(', ')}. Make what is missing with

  npm run deploy -- --create

or yourself, in packages/gateway:

${missing.map((each) => `  npx wrangler ${each.create.join(' ')}`).join('\n')}`)
  }
  for (const { title, create } of missing) {
    console.log(`Creating ${title} …`)
    const { ok, said } = await askWrangler(create)
    if (!ok) leave(`Could not create ${title}.\n${said}`)
  }
  const secretsGiven = args.some((arg) => arg.startsWith('--secrets-file'))
  const unset = secretsGiven ? [] : await missingSecrets(nameIn(args))
  if (unset.length > 0) leave(howToSet(unset))
}

async function main(): Promise<number> {
  const given = process.argv.slice(2)
  if (given.includes('--help')) {
    console.log(USAGE)
    return 0
  }
  const args = fromWhereTyped(given.filter((arg) => arg !== '--create'))
  const built = await buildAssets()
  console.log(built.length > 0 ? `Built: ${built.join(', ')}.` : 'Widget and desk are as built before.')
  if (args.includes('--dry-run')) return wrangler(['deploy', '--outdir', 'dist/worker', ...args])
  await prepare({ create: given.includes('--create'), args })
  return wrangler(['deploy', ...args])
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => leave(error instanceof Error ? error.message : String(error)),
)
