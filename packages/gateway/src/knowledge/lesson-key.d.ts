import type { Pack } from '@baton/protocol';
/** Packs with the same key share a model. */
export declare const keyOf: (pack: Pack) => string;
/** Another one whenever training gives something else for the same pack, or a model is stored in another way. */
export declare const FORMAT: string;
