import type { ApiScope, ConnectorTestResponse, Interaction, WebhookAttempt, WebhookType } from '@baton/client'
import type { enIntegrations } from './en.integrations.ts'

/** What the desk says of integrations, in one language. A type, scope, field or error that has no words does not compile. */
export type IntegrationWords = typeof enIntegrations & {
  webhooks: {
    types: Record<WebhookType, string>
    errors: Record<NonNullable<WebhookAttempt['error']>, string>
  }
  apiKeys: { scopes: Record<ApiScope, string> }
  crm: { fields: Record<keyof Interaction, string> }
  connectors: { testErrors: Record<NonNullable<ConnectorTestResponse['error']>, string> }
}
