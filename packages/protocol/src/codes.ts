/**
 * Every error a client can meet. `message` is a sentence a person can read; `retryable` says whether the same request
 * may succeed later. `status` is used where the error answers an HTTP request.
 */
export const ERRORS = {
  frame_too_large: { status: 413, retryable: false, message: 'The frame is larger than 64 KiB.' },
  frame_malformed: { status: 400, retryable: false, message: 'The frame is not valid.' },
  frame_unknown: { status: 400, retryable: false, message: 'The frame type is not known.' },
  hello_required: { status: 400, retryable: false, message: 'The first frame must be hello.' },
  version_unsupported: { status: 400, retryable: false, message: 'This protocol version is not served.' },
  request_malformed: { status: 400, retryable: false, message: 'The request is not valid.' },
  unauthenticated: { status: 401, retryable: false, message: 'Sign in or ask for a new ticket.' },
  ticket_expired: { status: 401, retryable: true, message: 'The ticket has expired. Ask for a new one.' },
  ticket_used: { status: 401, retryable: false, message: 'The ticket was already used. Ask for a new one.' },
  revoked: { status: 401, retryable: false, message: 'Access was taken back. Sign in again.' },
  forbidden: { status: 403, retryable: false, message: 'This is not allowed here.' },
  origin_forbidden: { status: 403, retryable: false, message: 'This site may not open the widget.' },
  not_found: { status: 404, retryable: false, message: 'There is nothing here.' },
  not_holder: { status: 409, retryable: false, message: 'You do not hold this session.' },
  already_linked: { status: 409, retryable: false, message: 'These are one customer already.' },
  both_verified: {
    status: 409,
    retryable: false,
    message: 'The host site knows both, as two. They cannot be made one.',
  },
  session_linked: {
    status: 409,
    retryable: false,
    message: 'This conversation goes on in the one you are signed in to.',
  },
  stale_version: { status: 409, retryable: false, message: 'It was changed meanwhile. Read it again.' },
  stale_fence: { status: 409, retryable: false, message: 'The session has passed on since.' },
  idempotency_mismatch: {
    status: 409,
    retryable: false,
    message: 'Another request was sent under this idempotency key.',
  },
  in_progress: { status: 409, retryable: true, message: 'The same request is still under way. Ask again.' },
  erased: { status: 410, retryable: true, message: 'This conversation was erased. Begin a new one.' },
  sealed_gone: { status: 410, retryable: false, message: 'The original is not kept any more.' },
  no_call: { status: 409, retryable: false, message: 'There is no call.' },
  call_busy: { status: 409, retryable: false, message: 'A call is under way already.' },
  no_keypad: { status: 409, retryable: false, message: 'Keys do nothing at the other end.' },
  calls_off: { status: 403, retryable: false, message: 'Calls are not offered here.' },
  case_open: { status: 409, retryable: false, message: 'The case is not closed yet.' },
  already_rated: { status: 409, retryable: false, message: 'This case is already rated.' },
  already_waiting: { status: 409, retryable: false, message: 'A person was already asked for.' },
  agent_unavailable: {
    status: 409,
    retryable: true,
    message: 'This agent cannot take it now: away, full, or on a call.',
  },
  already_asked: { status: 409, retryable: false, message: 'A colleague is being asked already.' },
  offer_gone: { status: 409, retryable: false, message: 'The offer has ended.' },
  jurisdiction_unavailable: {
    status: 422,
    retryable: false,
    message: 'This gateway cannot keep a workspace in that jurisdiction.',
  },
  text_too_long: { status: 413, retryable: false, message: 'The text is too long.' },
  file_too_large: { status: 413, retryable: false, message: 'The file is larger than 25 MB.' },
  picture_too_large: { status: 422, retryable: false, message: 'The picture has too many pixels.' },
  file_type_refused: { status: 415, retryable: false, message: 'Files of this type are not taken.' },
  file_damaged: { status: 422, retryable: false, message: 'The file is damaged or not complete.' },
  file_gone: { status: 409, retryable: false, message: 'The file is not there any more. Send it again.' },
  upload_slow: { status: 408, retryable: true, message: 'The upload took too long.' },
  rate_limited: { status: 429, retryable: true, message: 'Too fast. Wait a moment.' },
  too_many_sockets: { status: 429, retryable: true, message: 'Too many open connections.' },
  storage_full: { status: 507, retryable: true, message: 'The message could not be stored.' },
  gateway_full: {
    status: 503,
    retryable: true,
    message: 'The gateway has no room for more connections now. Try later.',
  },
  unavailable: { status: 503, retryable: true, message: 'Not available now. Try again.' },
  internal: { status: 500, retryable: true, message: 'Something went wrong on our side.' },
} as const

export type ErrorCode = keyof typeof ERRORS

/** WebSocket close codes. 4000–4499: reconnect with back-off. 4500–4999: final, a reconnect would be refused again. */
export const CLOSE = {
  restarting: 4000,
  helloTimeout: 4001,
  behind: 4008,
  linked: 4010,
  callOver: 4520,
  rateLimited: 4029,
  tooManySockets: 4030,
  gatewayFull: 4031,
  ticketExpired: 4101,
  versionUnsupported: 4500,
  unauthenticated: 4501,
  forbidden: 4503,
  revoked: 4504,
  erased: 4510,
  frameTooLarge: 1009,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]

/** Whether a client should stop trying after this close code. */
export const isFinalClose = (code: number): boolean => code >= 4500 && code <= 4999
