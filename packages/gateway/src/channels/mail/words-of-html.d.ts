/** The words of a letter that is only written in HTML. Empty when it cannot be read. */
export declare function wordsOfHtml(html: string): Promise<string>;
