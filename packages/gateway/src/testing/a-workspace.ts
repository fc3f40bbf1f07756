import { env } from 'cloudflare:workers'
import { type Pack, type ProvisionRequest, provisionRequest, wording } from '@baton/protocol'
import type { Env } from '../env.ts'
import { app } from '../http/app.ts'
import { trainedOnce } from './published.ts'

/** Where the gateway of these tests lives, and the only site its workspaces allow unless a test says otherwise. */
export const GATEWAY = 'https://gateway.example'
export const SHOP = 'https://shop.example'
export const PASSWORD = 'correct horse battery staple'

export const LIN = {
  id: 'lin',
  name: 'Lin',
  email: 'Lin@Example.test',
  password: PASSWORD,
  role: 'agent',
  capacity: 4,
  locales: ['en'],
} satisfies ProvisionRequest['agents'][number]

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })

/** The smallest pack that is valid. */
export const tinyPack: Pack = {
  id: 'tiny',
  articles: [
    {
      id: 'returns',
      locale: 'en',
      title: 'Returns',
      scene: 'after-sale',
      questions: ['Can I return it?'],
      body: 'Within 30 days.',
      audience: 'public',
    },
  ],
  intents: [
    {
      id: 'returns',
      name: said('Returns'),
      phrasings: { en: ['return', 'send back', 'refund'], 'zh-CN': ['退货', '退款', '退回'], 'zh-TW': ['退貨'] },
      serve: { article: 'returns' },
      tags: [],
    },
  ],
  flows: [],
  rules: [],
  actions: [],
  entities: [],
  wording: wording.parse(
    Object.fromEntries(
      Object.keys(wording.shape)
        .filter((key) => key !== 'variants')
        .map((key) => [key, said(key)]),
    ),
  ),
}

/** A workspace of its own name, so that tests of one file do not meet. */
export function aWorkspace(over: Partial<ProvisionRequest> = {}): ProvisionRequest & { hostKey: string } {
  const hostKey = over.hostKey ?? crypto.randomUUID()
  const parsed = provisionRequest.parse({
    workspace: `w-${crypto.randomUUID().slice(0, 18)}`,
    business: 'Test & Sons',
    locale: 'en',
    origins: [SHOP],
    hostKey,
    businessApi: { url: 'http://127.0.0.1:9/api', token: 'business' },
    // One only: a password costs a third of a second to hash.
    agents: [LIN],
    pack: tinyPack,
    ...over,
  })
  return { ...parsed, hostKey }
}

/** Sends a request to the gateway's routes as the platform would. */
export const call = async (
  path: string,
  init: RequestInit<RequestInitCfProperties> = {},
  bindings: Env = env,
): Promise<Response> => app.fetch(new Request(new URL(path, GATEWAY), { redirect: 'manual', ...init }), bindings)

/** `ip`: the request came through Cloudflare, from there. */
export const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  { ip, bindings }: { ip?: string; bindings?: Env } = {},
): Promise<Response> =>
  call(
    path,
    {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers, ...(ip !== undefined && { 'cf-connecting-ip': ip }) },
      // Its presence tells that Cloudflare set the header.
      ...(ip !== undefined && { cf: {} }),
    },
    bindings,
  )

/** Provisions through the admin API; answers its response. */
export const provision = (workspace: unknown, id: string, token: string = env.ADMIN_TOKEN): Promise<Response> =>
  call(`/v1/admin/workspaces/${id}`, {
    method: 'PUT',
    body: JSON.stringify(workspace),
    headers: { authorization: `Bearer ${token}` },
  })

/** A provisioned workspace and its site key, once its pack answers. */
export async function provisioned(
  over: Partial<ProvisionRequest> = {},
): Promise<{ workspace: ReturnType<typeof aWorkspace>; siteKey: string; snapshot: string }> {
  const workspace = aWorkspace(over)
  let told = { siteKey: '', snapshot: '' }
  await trainedOnce(workspace.workspace, workspace.pack, async () => {
    const answer = await provision(workspace, workspace.workspace)
    if (answer.status !== 200) throw new Error(`not provisioned: ${await answer.text()}`)
    told = await answer.json()
  })
  return { workspace, ...told }
}
