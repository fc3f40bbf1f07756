import { type Pack, pack } from '@baton/protocol'
import { relayPack } from './relay-pack.ts'

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const ask = (slot: string, otherwise: string) => ({
  id: slot,
  do: 'ask',
  slot,
  entity: 'text',
  maxTries: 1,
  prompt: said(`said ${slot}`),
  reprompt: said(`said ${slot} again`),
  otherwise,
})

/** The small shop, where two questions come before a person. */
export const prescreenPack: Pack = pack.parse({
  ...relayPack,
  id: 'prescreen',
  flows: [
    ...relayPack.flows,
    {
      id: 'before_person',
      name: said('Before a person'),
      steps: [
        ask('product', 'problem'),
        ask('problem', 'person'),
        { id: 'person', do: 'handoff', text: said('said person') },
      ],
    },
  ],
  prescreen: [{ id: 'product_and_problem', flow: 'before_person', reasons: ['asked', 'not_understood'] }],
})
