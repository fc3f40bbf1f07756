import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './root.ts'

/** The part of `wrangler.jsonc` that is read outside wrangler. */
export interface WranglerConfig {
  name: string
  compatibility_date: string
  compatibility_flags: string[]
  durable_objects: { bindings: { name: string; class_name: string }[] }
  secrets: { required: string[] }
  r2_buckets: { binding: string; bucket_name: string; jurisdiction?: string }[]
  ratelimits: { name: string }[]
  version_metadata: { binding: string }
  assets: { binding: string }
  queues: {
    producers: { binding: string; queue: string }[]
    consumers: { queue: string; dead_letter_queue?: string }[]
  }
}

// The file's comments stand on lines of their own.
const withoutComments = (jsonc: string): string => jsonc.replace(/^\s*\/\/.*$/gm, '')

/** What the gateway is deployed with; one box is set up from it too. */
export const readWranglerConfig = async (): Promise<WranglerConfig> =>
  JSON.parse(withoutComments(await readFile(join(root, 'packages/gateway/wrangler.jsonc'), 'utf8')))
