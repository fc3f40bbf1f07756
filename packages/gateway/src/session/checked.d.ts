/** What came of a check of who somebody is, by a code that a flow can branch on. */
export type Checked = {
    ok: true;
} | {
    ok: false;
    code: string;
};
export declare const failed: (code: string) => Checked;
