import type { ClientProblem, DeskApi, DeskIdentity } from '@baton/client'

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
}
