import {
  type AccountRequest,
  type AccountView,
  accountView,
  type KnowledgeStatus,
  knowledgeStatus,
  type RulesResponse,
  rulesResponse,
} from '@baton/protocol'

/** Whoever runs the gateway, by its HTTP API. */
export interface Operator {
  knowledge(): Promise<KnowledgeStatus>
  /** The rules that answer now, and the intents that are flagged. */
  rules(): Promise<RulesResponse>
  changeRules(rules: RulesResponse['rules'], note: string): Promise<RulesResponse>
  /** All intents the bot is not capable of. */
  flag(intents: string[], note: string): Promise<RulesResponse>
  rollBackRules(number: number): Promise<RulesResponse>
  addChannel(form: AccountRequest): Promise<AccountView>
}

export function operatorOf({
  gateway,
  workspace,
  adminToken,
}: Record<'gateway' | 'workspace' | 'adminToken', string>): Operator {
  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${gateway}/v1/admin/workspaces/${workspace}/${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const rules = async () => rulesResponse.parse(await call('GET', 'rules'))
  /** Made from the version that stands, as the API asks for. */
  const change = async (method: string, path: string, body: object) =>
    rulesResponse.parse(await call(method, path, { ...body, base: (await rules()).version }))
  return {
    knowledge: async () => knowledgeStatus.parse(await call('GET', 'knowledge')),
    rules,
    changeRules: (all, note) => change('PUT', 'rules', { rules: all, note }),
    flag: (flagged, note) => change('PUT', 'rules/flags', { flagged, note }),
    rollBackRules: (number) => change('POST', 'rules/rollback', { number }),
    addChannel: async (form) => accountView.parse(await call('POST', 'channels', form)),
  }
}
