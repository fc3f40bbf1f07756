import type {
  AccountRequest,
  AccountView,
  ClientProblem,
  DeskApi,
  DeskIdentity,
  DeskWay,
  LinksResponse,
  TestResponse,
  Undelivered,
  UndeliveredResponse,
} from '@baton/client'

const lin: DeskIdentity = {
  workspace: 'shop',
  business: 'Lantern Home',
  agent: { id: 'lin', name: 'Lin Yue', email: 'lin@lantern.example', role: 'agent' },
}

export const problem = (code: ClientProblem['code'], retryable = false): ClientProblem => ({
  code,
  message: code,
  retryable,
})

/** Signs in whoever comes, unless `refusal` is set. */
export class FakeApi implements DeskApi {
  refusal: ClientProblem | null = null
  signedIn = false
  /** Who signs in. */
  identity = lin
  readonly logins: unknown[] = []

  async login(request: { workspace: string; email: string; password: string }): Promise<DeskIdentity> {
    this.logins.push(request)
    if (this.refusal) throw this.refusal
    this.signedIn = true
    return this.identity
  }

  async me(): Promise<DeskIdentity | null> {
    return this.signedIn ? this.identity : null
  }

  async logout(): Promise<void> {
    this.signedIn = false
  }

  async floorTicket(): Promise<string> {
    return 'ticket'
  }

  /** What the workspace has, and what was asked of it. */
  accounts: AccountView[] = []
  buried: Undelivered[] = []
  tested: TestResponse = { ok: true }
  linked: LinksResponse['links'] = []
  readonly asked: unknown[] = []

  async ways(): Promise<DeskWay[]> {
    return this.accounts.map(({ id, channel, name, templates }) => ({ id, channel, name, templates }))
  }

  async channels(): Promise<AccountView[]> {
    this.#ask('channels')
    return this.accounts
  }

  async saveChannel(account: string | null, form: AccountRequest): Promise<void> {
    this.#ask(['save', account, form])
  }

  async removeChannel(account: string): Promise<void> {
    this.#ask(['remove', account])
    this.accounts = this.accounts.filter(({ id }) => id !== account)
  }

  async testChannel(account: string, to: string): Promise<TestResponse> {
    this.#ask(['test', account, to])
    return this.tested
  }

  async undelivered(after: string | null): Promise<UndeliveredResponse> {
    this.#ask(['undelivered', after])
    return { undelivered: this.buried, next: null }
  }

  async replay(ids: readonly string[] | 'all'): Promise<number> {
    this.#ask(['replay', ids])
    const tried = this.buried.filter(({ id }) => ids === 'all' || ids.includes(id))
    this.buried = this.buried.filter((one) => !tried.includes(one))
    return tried.length
  }

  async link(request: { older: string; newer: string; reason: string }): Promise<void> {
    this.#ask(['link', request])
  }

  async links(session: string): Promise<LinksResponse['links']> {
    return this.linked.filter(({ older, newer }) => [older, newer].includes(session))
  }

  async undoLink(link: string, reason: string): Promise<void> {
    this.#ask(['undo', link, reason])
    this.linked = this.linked.filter(({ id }) => id !== link)
  }

  #ask(what: unknown): void {
    if (this.refusal) throw this.refusal
    this.asked.push(what)
  }
}
