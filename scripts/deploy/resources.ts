import { readWranglerConfig } from '@baton/box/wrangler-config'
import { askWrangler } from './wrangler.ts'

/** Something `wrangler.jsonc` names and the account must have before the Worker is deployed. */
export interface Resource {
  /** For a person: `the queue baton-rounds`. */
  title: string
  /** Arguments of wrangler that make it. */
  create: string[]
  isThere(): Promise<boolean>
}

/** Every bucket and queue, a queue before the consumers that put their failures into it. */
export async function resources(): Promise<Resource[]> {
  const { r2_buckets, queues } = await readWranglerConfig()
  const names = new Set([
    ...queues.consumers.flatMap((each) => each.dead_letter_queue ?? []),
    ...queues.consumers.map((each) => each.queue),
    ...queues.producers.map((each) => each.queue),
  ])
  return [
    ...r2_buckets.map(({ bucket_name, jurisdiction }) => {
      const place = jurisdiction === undefined ? [] : ['--jurisdiction', jurisdiction]
      return resource(`the bucket ${bucket_name}`, ['r2', 'bucket'], [bucket_name, ...place])
    }),
    ...[...names].map((name) => resource(`the queue ${name}`, ['queues'], [name])),
  ]
}

const resource = (title: string, kind: string[], which: string[]): Resource => ({
  title,
  create: [...kind, 'create', ...which],
  async isThere() {
    const { ok, said } = await askWrangler([...kind, 'info', ...which])
    if (ok) return true
    // Anything else is not about this resource: no login, no network, no right.
    if (/does not exist/i.test(said)) return false
    throw new Error(`Cloudflare does not say whether there is ${title}.\n${said}`)
  },
})
