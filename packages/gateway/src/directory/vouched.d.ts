/** What every address begins with that the host site vouches for. One on a channel says nothing of who they are. */
export declare const VOUCHED = "user:";
/** Where a customer of the host site is found whom it vouches for. */
export declare const addressOf: (subject: string) => string;
/** SQL: whether the host site vouches for the customer of this session. */
export declare const isVouched: (session: string) => string;
