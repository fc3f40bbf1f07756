/**
 * What the supervisor of one machine asks, over a local socket that leads to this entry alone. No address of the gateway
 * does, and on Cloudflare nothing is bound to it.
 */
export declare const control: {
    /** `POST /stop`: lets nobody new in, and answers how many sockets are open when no other request is under way. */
    fetch(request: Request): Promise<Response>;
};
