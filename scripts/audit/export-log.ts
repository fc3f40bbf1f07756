import { type AuditHead, type AuditRecord, auditPage } from '@baton/protocol'

/**
 * Reads a workspace's whole log off a gateway, page by page; answers its head as the gateway tells it with the last page.
 *
 * @throws Error with what the gateway answered when it refuses.
 */
export async function exportLog(
  { url, workspace, token }: { url: string; workspace: string; token: string },
  write: (record: AuditRecord) => void,
): Promise<AuditHead> {
  for (let after = 0; ; ) {
    const address = new URL(`/v1/admin/workspaces/${encodeURIComponent(workspace)}/audit?after=${after}`, url)
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`The gateway answers ${answer.status}: ${await answer.text()}`)
    const { records, head } = auditPage.parse(await answer.json())
    for (const record of records) write(record)
    const last = records.at(-1)
    if (!last) return head
    after = last.n
  }
}
