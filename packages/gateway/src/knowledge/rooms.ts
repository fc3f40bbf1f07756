import type {
  AuditEntry,
  KnowledgeStatus,
  LabelResponse,
  ProposalStatus,
  ProvisionRequest,
  PublishResponse,
  ReleasesResponse,
  RulesResponse,
  RulesVersion,
  Snapshot,
} from '@baton/protocol'
import type { Import } from './cold-start.ts'
import type { StoredLabel } from './labels.ts'
import type { Release } from './release.ts'
import type { RulesChange, RulesRefusal } from './rules-change.ts'
import type { Wish } from './training.ts'

export interface KnowledgeRoom {
  /**
   * Stores the pack under the hash of its content. It answers at once when a model is there that was trained on the same; else
   * as soon as one is trained, and the release before goes on answering until then.
   */
  publish(pack: ProvisionRequest['pack'], wish?: Wish): Promise<PublishResponse>
  /** An earlier release answers again. Null when there is none of this name. */
  rollBack(request: { version: string; by: AuditEntry['by']; reason: string | null }): Promise<PublishResponse | null>
  /** What answers now. Null when nothing was published. */
  currentRelease(): Promise<Release | null>
  /** Bytes of a pack or a model, by their hash. */
  content(request: { kind: 'pack' | 'model'; hash: string }): Promise<Uint8Array | null>
  /** The pack of a release. */
  snapshot(version: string): Promise<Snapshot | null>
  /** How far publishing is, with the report of a release. Null when there is none of this name. */
  status(request?: { version?: string }): Promise<KnowledgeStatus | null>
  /** Other rules for what answers, by whoever has looked at the ones there are. Null when nothing was published. */
  changeRules(change: RulesChange): Promise<RulesResponse | RulesRefusal | null>
  /** The rules that answer now, or those that stood under a number. */
  rules(request?: { number?: number }): Promise<RulesResponse | null>
  /** Newest first. */
  rulesVersions(): Promise<RulesVersion[]>
  /** Newest first. */
  releases(): Promise<ReleasesResponse['releases']>
  /**
   * What somebody says a message means, in place of what was said of it before. `text` is masked. Null when nothing was
   * published, or the customer was erased.
   */
  label(request: StoredLabel): Promise<LabelResponse | null>
  /** Proposes intents for past dialogues, in place of what was brought in before. */
  propose(request: Import): Promise<ProposalStatus>
  proposal(): Promise<ProposalStatus>
  dropProposal(request: { by: AuditEntry['by'] }): Promise<void>
  /** Forgets what was labelled of a session, or of some of its messages. */
  forget(request: { session: string; seqs?: number[] }): Promise<void>
}
