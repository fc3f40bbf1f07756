import type { Pack, ProvisionRequest, ProvisionResponse } from '@baton/protocol'

// Kept releases were made with what is here: it never changes.

export const WORKSPACE = 'corner'
/** Where the customers of these tests are. */
export const SHOP = 'https://corner.example'
export const HOST_KEY = 'a key of tests only, with which the shop signs'
export const AGENT = { email: 'lin@corner.example', password: 'a password of tests only' }

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })

/** One article, and one rule: who asks for a person gets one. */
export const pack: Pack = {
  id: 'corner',
  articles: [
    {
      id: 'returns',
      locale: 'en',
      title: 'Returns',
      scene: 'after-sale',
      questions: ['Can I return it?', 'How do I send it back?'],
      body: 'You can send anything back within 30 days.',
      audience: 'public',
    },
  ],
  intents: [
    {
      id: 'returns',
      name: said('Returns'),
      phrasings: {
        en: ['can i return it', 'how do i send it back', 'return policy'],
        'zh-CN': ['可以退货吗', '怎么退货', '退货政策'],
        'zh-TW': ['可以退貨嗎', '怎麼退貨', '退貨政策'],
      },
      serve: { article: 'returns' },
      tags: [],
    },
  ],
  flows: [],
  rules: [
    {
      id: 'C1',
      name: said('Asked for a person'),
      enabled: true,
      at: 'reading',
      when: { fact: 'customer.wantsPerson', is: 'equal', value: true },
      mode: 'immediate',
      priority: 0,
      window: {},
      cooldownS: 0,
      alert: false,
      reason: 'asked',
    },
  ],
  actions: [],
  entities: [],
  wording: {
    greeting: said('Hello, I am a bot.'),
    abstain: said('I do not know that.'),
    clarify: said('Which do you mean?'),
    handoffAsked: said('I get a person for you.'),
    handoffMood: said('I get a person for you.'),
    handoffStuck: said('I get a person for you.'),
    offerPerson: said('Shall I get a person?'),
    personButton: said('A person'),
    actionDown: said('The shop does not answer.'),
    handedBack: said('I am back.'),
    sorry: said('Sorry.'),
  },
}

/** Puts a small shop with one agent onto a gateway, and answers its site key. */
export async function provision(
  gateway: string,
  adminToken: string,
  role: 'agent' | 'senior' = 'agent',
): Promise<string> {
  const body = {
    workspace: WORKSPACE,
    business: 'Corner Shop',
    locale: 'en',
    origins: [SHOP],
    hostKey: HOST_KEY,
    businessApi: { url: 'http://127.0.0.1:9', token: 'nobody listens there' },
    agents: [{ id: 'lin', name: 'Lin', ...AGENT, role, capacity: 4, locales: ['en'] }],
    settings: { offerMs: 60_000, graceMs: 500, caseIdleMs: 1_800_000, reopenMs: 86_400_000, turnMs: 15_000 },
    pack,
  } satisfies ProvisionRequest
  const answer = await fetch(`${gateway}/v1/admin/workspaces/${WORKSPACE}?wait=50`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`not provisioned: ${await answer.text()}`)
  return ((await answer.json()) as ProvisionResponse).siteKey
}
