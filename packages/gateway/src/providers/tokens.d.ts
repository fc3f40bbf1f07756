import type { ChatMessage } from './provider.ts';
/** About how many tokens a text is: a Chinese character is one, four Latin letters are one. For whoever does not say. */
export declare function guessTokens(text: string): number;
/** The same of what a model is asked. Never of a picture's bytes, of which there are millions. */
export declare const guessAsked: (messages: readonly ChatMessage[]) => number;
