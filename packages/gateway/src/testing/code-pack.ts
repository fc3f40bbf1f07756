import { type Pack, pack } from '@baton/protocol'
import { relayPack } from './relay-pack.ts'

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const say = (id: string) => ({ id, do: 'say', text: said(`said ${id}`) })

/** The small shop, where an address is changed only by who has proved who they are. */
export const codePack: Pack = pack.parse({
  ...relayPack,
  id: 'codes',
  intents: [
    ...relayPack.intents,
    {
      id: 'address_change',
      name: said('Address change'),
      phrasings: {
        en: [
          'change my address',
          'change the delivery address',
          'new delivery address',
          'update my address',
          'I moved',
        ],
        'zh-CN': ['改地址', '修改收货地址', '换个收货地址'],
        'zh-TW': ['改地址', '修改收貨地址'],
      },
      serve: { flow: 'address_change' },
    },
  ],
  flows: [
    ...relayPack.flows,
    {
      id: 'address_change',
      name: said('Address change'),
      steps: [
        {
          id: 'send',
          do: 'act',
          action: 'baton.code.send',
          input: { purpose: 'address_change' },
          into: 'sent',
          errors: { not_signed_in: 'sign_in', too_often: 'too_often' },
          otherwise: 'no_code',
        },
        {
          id: 'ask',
          do: 'ask',
          slot: 'code',
          entity: 'one_time_code',
          prompt: said('said ask'),
          reprompt: said('said ask again'),
          otherwise: 'no_code',
        },
        {
          id: 'check',
          do: 'act',
          action: 'baton.code.check',
          input: { purpose: 'address_change', code: '{code}' },
          into: 'checked',
          errors: { wrong: 'wrong', unreadable: 'again', expired: 'expired' },
          otherwise: 'no_code',
        },
        say('done'),
        { ...say('wrong'), next: 'again' },
        { id: 'again', do: 'forget', slot: 'code', next: 'ask' },
        say('sign_in'),
        say('too_often'),
        say('expired'),
        { id: 'no_code', do: 'handoff', text: said('said person') },
      ],
    },
  ],
  actions: [
    ...relayPack.actions,
    { id: 'codes.send', method: 'POST', path: '/api/codes', safe: false, timeoutMs: 2_000 },
  ],
})
