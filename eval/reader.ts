import { fileURLToPath } from 'node:url'
import { compile } from '@baton/bot'
import { train } from '@baton/bot/training'
import type { Reading } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'

/** Reads a message as the first of a case. */
export type Reader = (text: string) => Reading

/**
 * A bot with the shop's wording and numbers. Who asks for a person, and in what mood, depends on no intent and no article, so
 * it knows but a few: reading tens of thousands of messages takes seconds.
 */
export async function shopReader(): Promise<Reader> {
  const shop = await loadPack(fileURLToPath(new URL('../packs/ecommerce', import.meta.url)))
  const pack = { ...shop, articles: shop.articles.slice(0, 3), intents: shop.intents.slice(0, 3), flows: [] }
  const brain = compile(pack, train(pack))
  const customer = { name: null, tier: null }
  return (text) => brain.understand(text, { locale: 'en', earlier: [], flow: null, clarified: false, customer })
}
