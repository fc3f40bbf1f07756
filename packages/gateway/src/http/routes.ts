import type { Operation } from '@baton/relay/permissions'

/**
 * What each route asks for. `open`: anybody may call it; what it does for whom, it sees to itself. `pass`: whoever holds a
 * pass that a session has signed for one who may. A route without a row is not served.
 */
export const ROUTES = {
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /metrics': 'gateway.watch',
  'GET /': 'open',
  'GET /desk': 'open',
  'GET /desk/*': 'open',
  'GET /widget/*': 'open',
  'OPTIONS /v1/join': 'open',
  'OPTIONS /v1/leave': 'open',
  'POST /v1/join': 'open',
  'POST /v1/leave': 'device.forget',
  'GET /v1/session': 'session.read',
  'GET /v1/floor': 'floor.attend',
  'OPTIONS /v1/files': 'open',
  'POST /v1/files': 'pass',
  'GET /v1/files/:pass': 'pass',
  'POST /v1/business/revocations': 'customer.revoke',
  'POST /v1/desk/login': 'open',
  'POST /v1/desk/logout': 'open',
  'GET /v1/desk/me': 'desk.self',
  'POST /v1/desk/ticket': 'floor.attend',
  'GET /v1/desk/audit': 'audit.read',
  'GET /v1/desk/customers/:customer/export': 'customer.export',
  'DELETE /v1/desk/customers/:customer': 'customer.erase',
  'GET /v1/desk/erasures/:erasure': 'customer.erase',
  'PUT /v1/admin/workspaces/:id': 'workspace.provision',
  'GET /v1/admin/workspaces/:id/audit': 'audit.read',
  'GET /v1/admin/workspaces/:id/customers/:customer/export': 'customer.export',
  'DELETE /v1/admin/workspaces/:id/customers/:customer': 'customer.erase',
  'GET /v1/admin/workspaces/:id/erasures/:erasure': 'customer.erase',
  'POST /v1/admin/workspaces/:id/keys/rotate': 'keys.rotate',
  'POST /v1/admin/workspaces/:id/revocations': 'customer.revoke',
  'GET /v1/admin/workspaces/:id/links': 'customer.link',
  'POST /v1/admin/workspaces/:id/links/:link/:decision{undo|confirm}': 'customer.link',
  'POST /v1/admin/rounds': 'gateway.rounds',
} as const satisfies Record<string, Operation | 'open' | 'pass'>
