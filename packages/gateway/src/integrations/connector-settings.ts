import type { ConnectorView } from '@baton/protocol'
import type { ConnectorRefusal, ConnectorsRoom, OpenConnector } from '../connectors/rooms.ts'
import { type Connectors, MOST_CONNECTORS } from './connectors.ts'
import type { Core } from './core.ts'

type Settings = Pick<
  ConnectorsRoom,
  'connectors' | 'addConnector' | 'changeConnector' | 'removeConnector' | 'openConnector'
>

interface Parts {
  connectors: Connectors
  /** Inside the transaction in which a connector is removed. */
  removed(connector: string): void
}

/** Who sets up the services of the business, and who calls them. */
export class ConnectorSettings implements Settings {
  readonly #core: Core
  readonly #connectors: Connectors
  readonly #removed: Parts['removed']

  constructor(core: Core, { connectors, removed }: Parts) {
    this.#core = core
    this.#connectors = connectors
    this.#removed = removed
  }

  async connectors(): Promise<ConnectorView[]> {
    return this.#core.isInUse() ? this.#connectors.all() : []
  }

  async addConnector({
    workspace,
    form,
    by,
  }: Parameters<Settings['addConnector']>[0]): Promise<ConnectorView | ConnectorRefusal> {
    this.#core.begin(workspace)
    const store = await this.#connectors.prepare(form)
    const refused = await this.#core.commit(() => {
      const all = this.#connectors.all()
      if (all.some(({ id }) => id === form.id)) return 'taken'
      if (all.length >= MOST_CONNECTORS) return 'too_many'
      store(Date.now())
      this.#core.audit({ by, action: 'connector.add', on: { connector: form.id } })
      return null
    })
    return refused ? { refused } : this.#known(form.id)
  }

  async changeConnector({
    connector,
    form,
    by,
  }: Parameters<Settings['changeConnector']>[0]): Promise<ConnectorView | ConnectorRefusal | null> {
    const before = this.#core.isInUse() ? this.#connectors.find(connector) : null
    if (!before) return null
    if (form.secret === undefined && new URL(before.url).origin !== new URL(form.url).origin)
      return { refused: 'secret' }
    const store = await this.#connectors.prepareChange(connector, form)
    const isChanged = await this.#core.commit(() => {
      if (this.#connectors.find(connector)?.changedAt !== before.changedAt) return false
      // Later than before, however fast: what isolates know of a service is of one state of it.
      store(Math.max(Date.now(), before.changedAt + 1))
      this.#core.audit({ by, action: 'connector.change', on: { connector } })
      return true
    })
    return isChanged ? this.#known(connector) : null
  }

  async removeConnector({ connector, by }: Parameters<Settings['removeConnector']>[0]): Promise<boolean> {
    if (!this.#core.isInUse()) return false
    return this.#core.commit(() => {
      if (!this.#connectors.remove(connector)) return false
      this.#removed(connector)
      this.#core.audit({ by, action: 'connector.remove', on: { connector } })
      return true
    })
  }

  async openConnector({ connector }: Parameters<Settings['openConnector']>[0]): Promise<OpenConnector | null> {
    return this.#core.isInUse() ? this.#connectors.open(connector) : null
  }

  #known(id: string): ConnectorView {
    const view = this.#connectors.find(id)
    if (!view) throw new Error('a connector that was written cannot be read')
    return view
  }
}
