/**
 * Open sockets of this process, by object, and objects that are awake without any: both hold descriptors. Kept in memory:
 * bare workerd has one isolate for the Worker and all its objects, and an object that hibernates keeps its sockets and its
 * number here.
 */
export declare class Census {
    #private;
    /** Each object tells its own number whenever it may have changed, so a wrong one is put right by the next. */
    set(object: string, sockets: number, now: number): void;
    socketsOf(object: string): number;
    get sockets(): number;
    /** Sockets, and objects that have none and are awake. */
    held(now: number): number;
    /** Whether another socket of this object would need nothing but itself. */
    isAwake(object: string): boolean;
}
export declare const census: Census;
/** To be called when an object of which there are many wakes, when it takes a socket in, and when it has lost one, `leaving`. */
export declare const countSockets: (ctx: DurableObjectState, leaving?: WebSocket) => void;
