import { type Pack, pack } from '@baton/protocol'
import { codePack } from './code-pack.ts'
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

/** The small shop, where who is signed in says how their ID ends, and why, before a person comes. */
export const identityPack: Pack = pack.parse({
  ...relayPack,
  id: 'identity',
  flows: [
    ...relayPack.flows,
    {
      id: 'who_and_why',
      name: said('Who and why'),
      steps: [
        { ...ask('lastFour', 'reason'), entity: 'id_last_four', maxTries: 2 },
        {
          id: 'check',
          do: 'act',
          action: 'baton.identity.check',
          input: { lastFour: '{lastFour}' },
          into: 'checked',
          errors: { wrong: 'again', unreadable: 'again' },
          otherwise: 'unknown',
        },
        ask('reason', 'person'),
        { id: 'person', do: 'handoff', text: said('said person') },
        { id: 'again', do: 'forget', slot: 'lastFour', next: 'lastFour' },
        { id: 'unknown', do: 'handoff', text: said('said unknown') },
      ],
    },
  ],
  actions: [
    ...relayPack.actions,
    { id: 'identity.check', method: 'POST', path: '/api/identity', safe: true, timeoutMs: 2_000 },
  ],
  prescreen: [{ id: 'who_and_why', flow: 'who_and_why', reasons: ['asked'] }],
})

/** The small shop, where who is signed in proves it by a code and says why, before a person comes. */
export const verifyingPack: Pack = pack.parse({
  ...codePack,
  id: 'verifying',
  flows: [
    ...codePack.flows,
    {
      id: 'who_and_why',
      name: said('Who and why'),
      steps: [
        {
          id: 'send',
          do: 'act',
          action: 'baton.code.send',
          input: { purpose: 'identity' },
          into: 'sent',
          otherwise: 'reason',
        },
        { ...ask('code', 'reason'), entity: 'one_time_code' },
        {
          id: 'check',
          do: 'act',
          action: 'baton.code.check',
          input: { purpose: 'identity', code: '{code}' },
          into: 'checked',
          otherwise: 'reason',
        },
        ask('reason', 'person'),
        { id: 'person', do: 'handoff', text: said('said person') },
      ],
    },
  ],
  prescreen: [{ id: 'who_and_why', flow: 'who_and_why', reasons: ['asked'] }],
})
