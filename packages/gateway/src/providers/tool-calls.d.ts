import type { ToolCall } from './provider.ts';
import type { CallFragment } from './reply.ts';
/** Tool calls put together from their fragments, told apart by index, else by id, else by coming one after another. */
export declare class ToolCalls {
    #private;
    add({ index, id, function: { name, arguments: given } }: CallFragment): void;
    /** `first` numbers their ids on, through all rounds of a turn. */
    done(first: number): ToolCall[];
}
