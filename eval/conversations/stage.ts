import { join } from 'node:path'
import { compile } from '@baton/bot'
import type { Model } from '@baton/bot/training'
import { root } from '@baton/box/root'
import { startShop } from '@baton/demo'
import type { Pack } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'
import type { Stage } from './rehearsal.ts'

const TOKEN = 'a-token-of-the-business-api'

export interface OpenStage extends Stage {
  /** Breaks the shop's system, or mends it. */
  spoil(mode: 'none' | 'down'): Promise<void>
  close(): Promise<void>
}

/** The shipped pack, taught, and the demo shop behind it. Takes as long as training does. */
export async function openStage(learn: (pack: Pack) => Model | Promise<Model>): Promise<OpenStage> {
  const pack = await loadPack(join(root, 'packs/ecommerce'))
  const brain = compile(pack, await learn(pack))
  const shop = await startShop({
    port: 0,
    gateway: 'http://127.0.0.1:1',
    siteKey: 'none',
    apiToken: TOKEN,
    hostKey: 'a-host-key-that-is-long-enough-to-sign-with',
  })
  return {
    pack,
    brain,
    businessApi: { url: shop.url, token: TOKEN },
    async spoil(mode) {
      await fetch(`${shop.url}/demo/fault`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      })
    },
    close: shop.close,
  }
}
