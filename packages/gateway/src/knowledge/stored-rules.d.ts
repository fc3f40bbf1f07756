import { type Pack, type Rule } from '@baton/protocol';
/** Rules of a snapshot as this release writes them; an earlier one may have published it. */
export declare const storedRules: (rules: Pack['rules']) => Rule[];
