import type { Env } from '../env.ts';
type Arriving = Pick<Request | Response, 'headers' | 'body'>;
/**
 * What all uploads of an isolate may hold in memory while they arrive. One file more is held twice for a moment, as it is
 * sealed; an isolate of the platform has 128 MB for everything.
 */
export declare class Intake {
    #private;
    constructor(room: number);
    /**
     * The whole body of a request or an answer, counted as it arrives. Give back its bytes with `release` when done with them.
     *
     * @throws BatonError `file_too_large`, `upload_slow`, `file_damaged` when it broke off, `unavailable` while too much else arrives.
     */
    receive(request: Arriving, most: number): Promise<{
        bytes: Uint8Array;
        release: () => void;
    }>;
}
export declare const intakeOf: ({ BLOBS_DISK }: Pick<Env, 'BLOBS_DISK'>) => Intake;
export {};
