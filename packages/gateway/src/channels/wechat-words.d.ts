import type { Locale, Option } from '@baton/protocol';
/** How a message reads on WeChat and WeCom: words, and a list below the last of them that can be tapped. Lengths are bytes. */
export type Words = {
    as: 'text';
    text: string;
} | {
    as: 'menu';
    head: string;
    items: {
        id: string;
        content: string;
    }[];
    tail: string;
};
/** https://developer.work.weixin.qq.com/document/path/94677 states them; WeChat has the first and is silent about the others. */
export declare const TEXT_BYTES = 2048;
/** One message wherever it fits: of five that may be sent, none is spent on the list alone. */
export declare function wordsOf(text: string, options: readonly Option[], locale: Locale): Words[];
/** What a customer says by tapping. */
export declare const saidBy: (id: string | null | undefined, content: string) => string;
/** Where a file cannot be sent as one, an address says where it is. */
export declare function fileWords(name: string, url: string, locale: Locale): string;
/** Where a place cannot be sent as one, it is a map's address. */
export declare function placeWords({ latitude, longitude, name, }: {
    latitude: number;
    longitude: number;
    name?: string | undefined;
}): string;
