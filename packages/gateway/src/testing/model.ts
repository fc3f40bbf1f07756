import type { Providers } from '@baton/protocol'
import { inject } from 'vitest'
import type { Asked, ModelReply } from './model-server.ts'

const SECRET = 'sk-secret-of-the-model'

/** A stand-in model of its own name that replies as told. */
export async function aModel(replies: readonly ModelReply[], name = `m-${crypto.randomUUID()}`) {
  const url = inject('modelUrl')
  await fetch(`${url}/scripts/${name}`, { method: 'PUT', body: JSON.stringify(replies) })
  const settings = { url: `${url}/v1`, model: name, key: SECRET, timeoutMs: 5_000, idleMs: 1_000, dayTokens: 1_000_000 }
  return {
    name,
    settings,
    secret: SECRET,
    chat: (over: Partial<NonNullable<Providers['chat']>> = {}): Providers => ({
      chat: { ...settings, turnTokens: 20_000, answerTokens: 500, ...over },
    }),
    asked: async (): Promise<Asked[]> => (await fetch(`${url}/asked/${name}`)).json(),
  }
}
