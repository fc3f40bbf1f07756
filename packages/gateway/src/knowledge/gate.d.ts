import type { ModelReport } from '@baton/protocol';
/** Whether a model may answer without anybody's word for it. */
export declare const passesGate: ({ atBar }: Pick<ModelReport, 'atBar'>) => boolean;
