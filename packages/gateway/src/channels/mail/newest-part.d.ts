/**
 * What somebody has written themselves, without what their program put below: what was said before, and a signature. What is
 * written between quoted lines stays. Where nothing would be left, everything is.
 */
export declare function newestPart(text: string): string;
