import { Counter, CounterBy } from './counter.ts';
import type { Metric } from './exposition.ts';
import { SumGauge } from './gauge.ts';
import { Histogram } from './histogram.ts';
/**
 * What this process has counted since it started. All of one gateway on one box; on Cloudflare one isolate's share. Labels
 * hold the code's own words only, never a name, an id or an address.
 */
export declare const metrics: {
    acks: Counter;
    nacks: CounterBy<"already_rated" | "already_waiting" | "case_open" | "erased" | "file_damaged" | "file_gone" | "file_too_large" | "file_type_refused" | "forbidden" | "frame_malformed" | "frame_too_large" | "frame_unknown" | "gateway_full" | "hello_required" | "internal" | "jurisdiction_unavailable" | "not_found" | "not_holder" | "offer_gone" | "origin_forbidden" | "picture_too_large" | "rate_limited" | "request_malformed" | "revoked" | "sealed_gone" | "session_linked" | "stale_fence" | "stale_version" | "storage_full" | "text_too_long" | "ticket_expired" | "ticket_used" | "too_many_sockets" | "unauthenticated" | "unavailable" | "upload_slow" | "version_unsupported">;
    faults: CounterBy<"already_rated" | "already_waiting" | "case_open" | "erased" | "file_damaged" | "file_gone" | "file_too_large" | "file_type_refused" | "forbidden" | "frame_malformed" | "frame_too_large" | "frame_unknown" | "gateway_full" | "hello_required" | "internal" | "jurisdiction_unavailable" | "not_found" | "not_holder" | "offer_gone" | "origin_forbidden" | "picture_too_large" | "rate_limited" | "request_malformed" | "revoked" | "sealed_gone" | "session_linked" | "stale_fence" | "stale_version" | "storage_full" | "text_too_long" | "ticket_expired" | "ticket_used" | "too_many_sockets" | "unauthenticated" | "unavailable" | "upload_slow" | "version_unsupported">;
    byes: CounterBy<"already_rated" | "already_waiting" | "case_open" | "erased" | "file_damaged" | "file_gone" | "file_too_large" | "file_type_refused" | "forbidden" | "frame_malformed" | "frame_too_large" | "frame_unknown" | "gateway_full" | "hello_required" | "internal" | "jurisdiction_unavailable" | "not_found" | "not_holder" | "offer_gone" | "origin_forbidden" | "picture_too_large" | "rate_limited" | "request_malformed" | "revoked" | "sealed_gone" | "session_linked" | "stale_fence" | "stale_version" | "storage_full" | "text_too_long" | "ticket_expired" | "ticket_used" | "too_many_sockets" | "unauthenticated" | "unavailable" | "upload_slow" | "version_unsupported">;
    replays: CounterBy<"resumed" | "tail">;
    behind: Counter;
    events: CounterBy<"action.finished" | "action.started" | "attachment.arrived" | "attachment.missed" | "baton.passed" | "bot.decided" | "brief.written" | "case.closed" | "case.moved" | "case.opened" | "case.rated" | "case.summarised" | "event.redacted" | "handoff.offered" | "handoff.requested" | "identity.verified" | "message" | "message.delivery" | "note" | "original.revealed" | "prescreen.asked" | "prescreen.ended" | "profile.updated" | "route.changed" | "rule.fired" | "session.link_held" | "session.linked" | "session.unlinked">;
    turns: Histogram;
    firstSentences: Histogram;
    providerCalls: CounterBy<"cut_off" | "malformed" | "ok" | "rate_limited" | "refused" | "resting" | "spent" | "stalled" | "timeout" | "too_long" | "unavailable">;
    queue: SumGauge;
    agents: SumGauge;
    outboxFailures: Counter;
    problems: CounterBy<"already_rated" | "already_waiting" | "case_open" | "erased" | "file_damaged" | "file_gone" | "file_too_large" | "file_type_refused" | "forbidden" | "frame_malformed" | "frame_too_large" | "frame_unknown" | "gateway_full" | "hello_required" | "internal" | "jurisdiction_unavailable" | "not_found" | "not_holder" | "offer_gone" | "origin_forbidden" | "picture_too_large" | "rate_limited" | "request_malformed" | "revoked" | "sealed_gone" | "session_linked" | "stale_fence" | "stale_version" | "storage_full" | "text_too_long" | "ticket_expired" | "ticket_used" | "too_many_sockets" | "unauthenticated" | "unavailable" | "upload_slow" | "version_unsupported">;
    logLines: CounterBy<"error" | "info" | "warn">;
};
export declare const METRICS: readonly Metric[];
