import type {
  AuditEntry,
  ConnectorRequest,
  ConnectorView,
  CrmRecordsResponse,
  CrmRequest,
  CrmResponse,
  NewConnectorRequest,
} from '@baton/protocol'

/** A connector with what opens it. Kept in memory only. */
export interface OpenConnector extends Omit<ConnectorView, 'name' | 'createdAt'> {
  secret: string
}

/** What of a connector was not to be. `secret`: another address needs it again, so that nobody sends it elsewhere. */
export type ConnectorRefusal = { refused: 'too_many' | 'taken' | 'secret' }

/** Services of the business, kept by the workspace's Integrations. */
export interface ConnectorsRoom {
  connectors(): Promise<ConnectorView[]>
  addConnector(request: {
    workspace: string
    form: NewConnectorRequest
    by: AuditEntry['by']
  }): Promise<ConnectorView | ConnectorRefusal>
  /** Null when there is none of this id. */
  changeConnector(request: {
    connector: string
    form: ConnectorRequest
    by: AuditEntry['by']
  }): Promise<ConnectorView | ConnectorRefusal | null>
  removeConnector(request: { connector: string; by: AuditEntry['by'] }): Promise<boolean>
  /** With its secret, for a call. Null when there is none of this id, or nothing opens its secret any more. */
  openConnector(request: { connector: string }): Promise<OpenConnector | null>
  crm(): Promise<CrmResponse>
  /** Where interaction records go from now on; null: nowhere. False when there is no such connector. */
  setCrm(request: { crm: CrmRequest | null; by: AuditEntry['by'] }): Promise<boolean>
  /** What the CRM was given, newest first. */
  crmRecords(request: { after: string | null; limit: number }): Promise<CrmRecordsResponse>
  /** Records that were given up are tried again; with `record`, this one, whatever became of it. How many. */
  replayCrm(request: { record?: string; by: AuditEntry['by'] }): Promise<number>
}
